"""Rows of the federation's own registers."""

from sextant_web.defence.models.case_note import CaseNote, Sort
from sextant_web.defence.models.union_letter import LetterState, UnionLetter

__all__ = ["CaseNote", "LetterState", "Sort", "UnionLetter"]
