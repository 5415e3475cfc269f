"""Registers: what local unions, town halls and départements write of their places and their aids, reviewed."""
