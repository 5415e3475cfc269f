"""Screens of the roster, each next to its template."""
