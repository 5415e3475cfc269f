"""Screens of registers."""
