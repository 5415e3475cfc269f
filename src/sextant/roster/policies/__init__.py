"""What a ward decides for itself, beside the law and never against it: one shape, one file.

A policy without a weight is kept by every roster; with one, it gives way at that price. Each shape is read
twice: here, to find in any roster what it misses, and in :mod:`sextant.roster.encode.policies`, to tell the
solver. ``tests/agreement`` checks that both say the same.
"""
