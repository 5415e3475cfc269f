"""What is typed: the ``sextant`` command, one file per noun."""
