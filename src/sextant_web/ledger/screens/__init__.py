"""One view and its template side by side, with the same stem."""
