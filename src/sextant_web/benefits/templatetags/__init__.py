"""Drawings of aids."""
