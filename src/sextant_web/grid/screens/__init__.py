"""One screen a file, beside its template."""
