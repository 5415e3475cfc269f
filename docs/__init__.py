"""The documentation, and what prints its reference pages (``make docs``)."""
