"""What a host types: ``python -m sextant_web …``."""
