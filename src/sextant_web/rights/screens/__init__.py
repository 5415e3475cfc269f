"""Screens of the public rights."""
