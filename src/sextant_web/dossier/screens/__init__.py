"""Screens of one's own dossier."""
