"""Reads a ward's file into a problem, and refuses nonsense on arrival, with the line where it is written.

:mod:`sextant.roster.ward_form` says which keys exist; here is what they mean together: names that must
exist, days that must lie in the period, things that cannot both be true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from os import PathLike
from typing import Any, TypeVar

from sextant.almanac.half_day import HalfDay
from sextant.document import Document, read_document
from sextant.form import KeyPath
from sextant.law.records import read_records
from sextant.law.settings import Settings
from sextant.roster.day_words import says
from sextant.roster.problem import Presence, Problem, Weights
from sextant.roster.ward_form import PresenceForm, WardForm
from sextant.roster.ward_frame import Frame
from sextant.roster.ward_interns import read_interns
from sextant.roster.ward_lines import read_lines
from sextant.roster.ward_policies import read_policies, read_shifts

FormOfWard = TypeVar("FormOfWard", bound=WardForm)

_BOTH = (HalfDay.MORNING, HalfDay.AFTERNOON)
_HALVES = {"matin": (HalfDay.MORNING,), "apres-midi": (HalfDay.AFTERNOON,), "les-deux": _BOTH}


def read_ward(path: str | PathLike[str]) -> Problem:
    """The problem described by a YAML (or JSON) file. Raises BadFile or BadDocument."""
    return problem_of(read_document(path))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a ward file, for editors: what they show to people is French."""
    shown = _without_english(WardForm.model_json_schema(by_alias=True))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Service (Sextant)"}
    return {**head, **shown}


def _without_english(schema: Any) -> Any:
    """Without the titles that pydantic makes and the docstrings of the forms, which are for developers."""
    if isinstance(schema, list):
        return [_without_english(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    english = {"title", "description"} if "properties" in schema else {"title"}
    return {
        key: _without_english(value)
        for key, value in schema.items()
        if not (key in english and isinstance(value, str))
    }


def problem_of(document: Document, form: WardForm | None = None) -> Problem:
    """The problem written in a document (a file, or a workbook). Raises BadDocument or BadCell."""
    frame = Frame(document, form or read_form(document, WardForm))
    form = frame.form
    _check_unique(
        document,
        "interns",
        [n.casefold() for n in frame.names],
        "deux internes portent le même nom",
        "Ajoutez une initiale : deux personnes ne peuvent pas avoir le même nom ici.",
    )
    _check_unique(
        document,
        "lines",
        [line.id for line in form.lines],
        "deux lignes ont le même identifiant",
        "Donnez un identifiant à chacune.",
    )
    _check_unique(
        document,
        "shifts",
        [shift.id for shift in form.shifts],
        "deux postes ont le même identifiant",
        "Donnez un identifiant à chacun.",
    )
    lines, shifts = read_lines(frame), read_shifts(frame)
    return Problem(
        ward=form.ward,
        first=frame.first,
        last=frame.last,
        interns=read_interns(frame, lines, shifts),
        lines=lines,
        presence=_presence(frame),
        hospital=form.hospital,
        territory=form.territory,
        zone=frame.zone,
        hours=frame.hours,
        weights=Weights(**form.weights.model_dump()),
        settings=form.settings,
        records=read_records(document, ("records",), form.records),
        shifts=shifts,
        policies=read_policies(frame),
        normal_service=form.normal_service,
        sharing=form.sharing,
        signatories={k: v for k, v in form.signatories.model_dump().items() if v},
    )


def read_form(document: Document, form: type[FormOfWard]) -> FormOfWard:
    """The document as a form. Raises BadDocument for the first key or value that does not fit."""
    read = document.validate(form)
    if "settings" in document.data:
        document.validate(Settings, ("settings",), strict=True)
    return read


def _check_unique(document: Document, key: str, ids: Sequence[str], what: str, remedy: str) -> None:
    seen: dict[str, int] = {}
    for i, one in enumerate(ids):
        if one in seen:
            before = document.place((key, seen[one]))
            where = before.cell or (f"ligne {before.line}" if before.line else f"le n° {seen[one] + 1}")
            raise document.bad((key, i), f"{what} (« {one} »)", why=f"le premier : {where}", remedy=remedy)
        seen[one] = i


def _presence(frame: Frame) -> tuple[Presence, ...]:
    needs: dict[tuple[int, HalfDay], Presence] = {}
    for i, rule in enumerate(frame.form.presence):
        wanted = rule.minimum if rule.wanted is None else rule.wanted
        maximum = max(len(frame.names), wanted) if rule.maximum is None else rule.maximum
        for day, half_day in _presence_slots(frame, rule, ("presence", i, "days")):
            needs[day, half_day] = Presence(day, half_day, rule.minimum, wanted, maximum)
    return tuple(needs[slot] for slot in sorted(needs))


def _presence_slots(frame: Frame, rule: PresenceForm, path: KeyPath) -> Iterator[tuple[int, HalfDay]]:
    """Half-days of normal service (Monday to Saturday morning), and others when they are named (rule V9)."""
    read = [says(phrase) for phrase in rule.days]
    halves = {words.half_day for words in read if words.half_day is not None}
    for day in sorted(frame.days(rule.days, path)):
        meant = [words for words in read if words.holds(day, frame.holiday)]
        free = frame.holiday(day) or (day - 1) % 7 == 6
        if free and not any(words.names_free_days for words in meant):
            continue
        saturday = (day - 1) % 7 == 5 and not free
        for half_day in _HALVES[rule.half_day]:
            if halves and half_day not in halves:
                continue
            afternoon_meant = (rule.half_day == "apres-midi" or HalfDay.AFTERNOON in halves) and any(
                words.names_saturdays for words in meant
            )
            if saturday and half_day is HalfDay.AFTERNOON and not afternoon_meant:
                continue
            yield day, half_day


def example_ward(name: str = "nouveau") -> str:
    """The text of a file of ``roster/demo``: ``nouveau``, ``medecine-polyvalente``, ``urgences`` or ``impossible``."""
    return (files("sextant.roster") / "demo" / f"{name}.yaml").read_text(encoding="utf-8")


EXAMPLE_WARD = example_ward()
"""What ``sextant roster new`` writes: commented, and solvable as it is."""
