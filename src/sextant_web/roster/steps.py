"""The way from nothing to a published roster: seven steps, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sextant import wording
from sextant.errors import BadInput
from sextant.form import KeyPath
from sextant_web.roster.bridge import BadFacts, problem_of_row
from sextant_web.roster.models import Roster, RosterState

KEYS = ("people", "lines", "needs", "absences", "solve", "versions", "publish")
TITLES = {
    "people": "Internes",
    "lines": "Lignes",
    "needs": "Présence",
    "absences": "Souhaits",
    "solve": "Calcul",
    "versions": "Tableau",
    "publish": "Publication",
}
ADDRESSES = {key: f"roster:{key}" for key in KEYS} | {
    "versions": "roster:roster",
    "publish": "roster:publication",
}


@dataclass(frozen=True)
class Step:
    """One step: where it is, what is there already. ``state``: done, wrong or ahead."""

    number: int
    key: str
    title: str
    url: str
    state: str
    says: str
    here: bool


def wrong_of(row: Roster) -> BadInput | None:
    """What keeps the facts from being a problem; nothing when they are one."""
    if not row.facts.get("interns"):
        return BadFacts(("interns",), "il n’y a encore aucun interne")
    try:
        problem_of_row(row)
    except BadInput as error:
        return error
    return None


def step_of(path: KeyPath) -> str:
    """The step whose screen holds the value at ``path``; empty for the period."""
    if path[:1] in (("lines",), ("shifts",)):
        return "lines"
    if path[:1] in (("presence",), ("policies",)):
        return "needs"
    if path[:1] == ("interns",):
        return "absences" if path[2:3] in {("leave",), ("university",), ("wishes",), ("fixed",)} else "people"
    return "period"


def steps(row: Roster, here: str, wrong: BadInput | None) -> list[Step]:
    """The rail, from facts and from what ``row`` was annotated with (``answered``, ``version_count``)."""
    wrong_key = step_of(wrong.path) if isinstance(wrong, BadFacts) else ""
    return [
        Step(
            number,
            key,
            TITLES[key],
            reverse(ADDRESSES[key], args=[row.ward_id, row.pk]),
            "wrong" if key == wrong_key and not _empty(row, key) else "done" if _done(row, key) else "ahead",
            _says(row, key),
            key == here,
        )
        for number, key in enumerate(KEYS, start=1)
    ]


def _empty(row: Roster, key: str) -> bool:
    return key == "people" and not row.facts.get("interns")


def _done(row: Roster, key: str) -> bool:
    count = getattr(row, "version_count", 0)
    return {
        "people": bool(row.facts.get("interns")),
        "lines": bool(row.facts.get("lines") or row.facts.get("shifts")),
        "needs": bool(row.facts.get("presence")),
        "absences": any(intern.keys() & {"leave", "university", "wishes"} for intern in _interns(row)),
        "solve": bool(count),
        "versions": bool(count),
        "publish": row.state == RosterState.PUBLISHED,
    }[key]


def _says(row: Roster, key: str) -> str:
    facts, count = row.facts, getattr(row, "version_count", 0)
    if key == "people":
        return wording.say_count(len(_interns(row)), "interne") if _interns(row) else "à remplir"
    if key == "lines":
        parts = [
            wording.say_count(len(facts[name]), word)
            for name, word in (("lines", "ligne"), ("shifts", "poste"))
            if facts.get(name)
        ]
        return ", ".join(parts) or "aucune"
    if key == "needs":
        return wording.say_count(len(facts["presence"]), "demande") if facts.get("presence") else "aucune"
    if key == "absences":
        answered = getattr(row, "answered", 0)
        leaves = sum(len(intern.get("leave", [])) for intern in _interns(row))
        parts = [
            wording.say_count(leaves, "absence") if leaves else "",
            wording.say_count(answered, "réponse") if answered else "",
        ]
        return ", ".join(part for part in parts if part) or "aucun"
    if key == "solve":
        return "à lancer" if not count else "fait"
    if key == "versions":
        return wording.say_count(count, "version") if count else "pas encore"
    return "publié" if row.state == RosterState.PUBLISHED else "pas encore"


def _interns(row: Roster) -> list[dict[str, object]]:
    found: list[dict[str, object]] = row.facts.get("interns", [])
    return found
