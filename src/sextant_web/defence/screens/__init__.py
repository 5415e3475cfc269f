"""Screens of the federation's registers."""
