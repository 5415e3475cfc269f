"""Conditions of sites on screen: consent, releases made on the queue, tables, what a union publishes."""
