"""Rows of a person's own matters."""

from sextant_web.dossier.models.matter import Happening, Matter

__all__ = ["Happening", "Matter"]
