"""Rows and constraints; no decision."""

from sextant_web.roster.models.reminder import Reminder
from sextant_web.roster.models.roster import Roster, RosterState, Seat
from sextant_web.roster.models.search import Purpose, Search
from sextant_web.roster.models.version import Acknowledgement, Paper, Source, Status, Version
from sextant_web.roster.models.wish import Wish, WishLink

__all__ = [
    "Acknowledgement",
    "Paper",
    "Purpose",
    "Reminder",
    "Roster",
    "RosterState",
    "Search",
    "Seat",
    "Source",
    "Status",
    "Version",
    "Wish",
    "WishLink",
]
