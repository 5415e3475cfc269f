"""A roster that life changes: the grid of a version, its edits, repairs, swaps, and the calendars that follow it."""
