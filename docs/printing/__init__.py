"""One file per printed page of ``docs/reference``."""
