"""The form an intern fills on a phone: dates and boxes, turned into the words of a ward file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sextant.errors import BadInput
from sextant.form import KeyPath
from sextant.roster.day_words import WEEKDAYS
from sextant_web.roster.bridge import problem_of_facts
from sextant_web.roster.editing import said
from sextant_web.roster.wishes import with_answer

Json = dict[str, Any]

HALF_DAYS = tuple(f"{day} {half}" for day in WEEKDAYS[:5] for half in ("matin", "après-midi"))
FORCES = ((2, "un peu"), (5, "nettement"), (9, "c’est important"))
SPANS = {"leave": 5, "avoid": 5, "prefer": 3}
"""How many rows each list has."""


@dataclass(frozen=True)
class Span:
    """A row: from a day to a day, how much it matters, what is wrong with it."""

    name: str
    first: str = ""
    last: str = ""
    weight: str = "5"
    wrong: str = ""


def read(posted: Mapping[str, str]) -> Json:
    """The answer, in the keys of a ward file. A row with one date is one day; without date, nothing."""
    rows = {kind: _rows(posted, kind, count) for kind, count in SPANS.items()}
    avoid = [{"days": [days(first, last)], "weight": weight} for first, last, weight in rows["avoid"]]
    if weekdays := [day for day in WEEKDAYS if posted.get(f"weekday.{day}")]:
        avoid.append({"days": weekdays, "weight": 3})
    personal = posted.get("personal", "")
    course = posted.get("university", "")
    wishes = {
        "personal": [{"when": [personal], "weight": 5}] if personal in HALF_DAYS else [],
        "avoid": avoid,
        "prefer": [{"days": [days(first, last)], "weight": weight} for first, last, weight in rows["prefer"]],
    }
    answer = {
        "university": [course] if course in HALF_DAYS else [],
        "leave": [{"from": first, "to": last} for first, last, _ in rows["leave"]],
        "wishes": {key: value for key, value in wishes.items() if value},
    }
    return {key: value for key, value in answer.items() if value}


def days(first: str, last: str) -> str:
    """« 2026-12-24 », « 2026-12-24 au 2026-12-26 »."""
    return first if first == last else f"{first} au {last}"


def _rows(posted: Mapping[str, str], kind: str, count: int) -> list[tuple[str, str, int]]:
    found = []
    for n in range(count):
        first, last = (posted.get(f"{kind}.{n}.{end}", "").strip() for end in ("first", "last"))
        weight = posted.get(f"{kind}.{n}.weight", "5")
        if first or last:
            found.append((first or last, last or first, int(weight) if weight in ("2", "5", "9") else 5))
    return found


def known(intern: Json) -> Json:
    """What the facts already hold of somebody, as an answer of this form; what it cannot show is left to the head."""
    wishes = intern.get("wishes", {})

    def plain_days(one: Json) -> list[str]:
        return one["days"] if isinstance(one["days"], list) else [one["days"]]

    def fits(phrases: list[str]) -> bool:
        return set(phrases) <= set(WEEKDAYS) or (len(phrases) == 1 and phrases[0][:2].isdigit())

    return {
        "leave": [
            one
            for one in intern.get("leave", [])
            if one.get("kind", "conge") == "conge" and one.get("movable", True)
        ],
        "wishes": {
            kind: [
                {"days": plain_days(one), "weight": one.get("weight", 1)}
                for one in wishes.get(kind, [])
                if fits(plain_days(one))
            ]
            for kind in ("avoid", "prefer")
        }
        | {
            "personal": [
                {"when": [one["when"]] if isinstance(one["when"], str) else one["when"]}
                for one in wishes.get("personal", [])
            ]
        },
    }


def shown(asked: Json, wrong: tuple[KeyPath, str] | None = None) -> Json:
    """What the template shows of an answer, with the sentence beside the row that is wrong."""
    wishes = asked.get("wishes", {})
    path, sentence = wrong or ((), "")

    def row(kind: str, n: int, at: KeyPath, first: str, last: str, weight: object = 5) -> Span:
        return Span(f"{kind}.{n}", first, last, str(weight), sentence if at and path[: len(at)] == at else "")

    spans: dict[str, list[Span]] = {
        "leave": [
            row("leave", n, ("leave", n), str(one["from"]), str(one["to"]))
            for n, one in enumerate(asked.get("leave", []))
        ]
    }
    weekdays: list[str] = []
    for kind in ("avoid", "prefer"):
        spans[kind] = []
        for n, one in enumerate(wishes.get(kind, [])):
            if set(one["days"]) <= set(WEEKDAYS):
                weekdays += one["days"]
                continue
            first, _, last = one["days"][0].partition(" au ")
            spans[kind].append(
                row(kind, len(spans[kind]), ("wishes", kind, n), first, last or first, one["weight"])
            )
    for kind, count in SPANS.items():
        there = len(spans[kind])
        spans[kind] += [Span(f"{kind}.{n}") for n in range(there, min(count, max(there + 1, 2)))]
    told = {span.wrong for rows in spans.values() for span in rows if span.wrong}
    return {
        "spans": spans,
        "weekdays": [(day, day in weekdays) for day in WEEKDAYS],
        "personal": next((one["when"][0] for one in wishes.get("personal", [])), ""),
        "university": next(iter(asked.get("university", [])), ""),
        "halves": HALF_DAYS,
        "forces": [(str(value), label) for value, label in FORCES],
        "wrong": "" if told else sentence,
    }


def wrong_with(facts: Json, n: int, asked: Json) -> tuple[KeyPath, str] | None:
    """What the floor refuses in this answer, and where in it; of others' facts, nothing is said."""
    changed = {**facts, "interns": [*facts["interns"]]}
    intern = with_answer(changed["interns"][n], asked)
    kept = len(intern.get("leave", [])) - len(asked.get("leave", []))
    changed["interns"][n] = intern
    try:
        problem_of_facts(changed, lambda path: path[:2] == ("interns", n))
    except BadInput as error:
        path: KeyPath = getattr(error, "path", ())
        if path[:2] != ("interns", n):
            return None
        if path[2:3] == ("leave",) and len(path) > 3 and isinstance(path[3], int):
            return ("leave", path[3] - kept, *path[4:]), said(error)
        return path[2:], said(error)
    return None
