"""What is planned: a ward and its problem, the roster that solves it, its audit, its papers."""
