"""Rows of a person's own matters."""

from sextant_web.dossier.models.exhibit import Exhibit, Sort
from sextant_web.dossier.models.matter import Happening, Matter
from sextant_web.dossier.models.shared_dossier import DossierVisit, SharedDossier
from sextant_web.dossier.models.told_deadline import ToldDeadline

__all__ = ["DossierVisit", "Exhibit", "Happening", "Matter", "SharedDossier", "Sort", "ToldDeadline"]
