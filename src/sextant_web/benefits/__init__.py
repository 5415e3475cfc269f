"""Aids on the web floor: the questions, the answer, the catalogue. Nothing is stored: there are no models here."""
