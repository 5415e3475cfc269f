"""Proving: the bundle that stands before a director or a court, sealed, with its exhibits numbered."""
