"""The count of a month's pay on paper: what is due, line by line with its source, what was paid, what is missing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from sextant import wording
from sextant.rights.figure import say_euros
from sextant.rights.pay_line import PayLine
from sextant.rights.slip import POSTS, Difference, Slip

_TEMPLATE = Path(__file__).with_suffix(".typ")


def pay_count_title(slip: Slip) -> str:
    """« Décompte de paie, novembre 2026 »."""
    return f"Décompte de paie, {wording.say_day(slip.month).split(' ', 1)[1]}"


def pay_count_pdf(slip: Slip, person: str, made_on: date) -> bytes:
    """The PDF. Same arguments, same bytes."""
    unknown = wording.say_count(
        slip.total.unknown, "ligne dont le montant n’est pas connu", "lignes dont le montant n’est pas connu"
    )
    notes = [*slip.notes, *([f"Le total laisse de côté {unknown}."] if slip.total.unknown else [])]
    document = {
        "title": pay_count_title(slip),
        "person": person,
        "made_on": f"fait le {wording.say_day(made_on)}",
        "differences": [_difference(one) for one in slip.differences],
        "lines": [_line(one) for one in slip.lines],
        "total": say_euros(slip.total.euros),
        "notes": [wording.typography(note) for note in notes],
    }
    compiler = typst.Compiler(
        _TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
    )  # fmt: skip
    stamp = datetime(made_on.year, made_on.month, made_on.day, 12, tzinfo=UTC)
    content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    return content


def _difference(one: Difference) -> dict[str, str]:
    return {
        "says": POSTS.get(one.post, "Total"),
        "due": say_euros(one.expected.euros),
        "paid": say_euros(one.paid) if one.paid is not None else "non dit",
        "missing": say_euros(one.missing) if one.missing is not None else "inconnu",
    }


def _line(one: PayLine) -> dict[str, str]:
    days = wording.join([f"{date.fromordinal(day):%d/%m}" for day in one.days])
    source = one.rate.say_source() + (f". Doute : {one.rate.doubt}" if one.rate.doubt else "")
    return {
        "says": wording.typography(f"{POSTS.get(one.post, one.post)} : {one.rate.says}"),
        "days": wording.typography(f"{days}{' ; ' if days and one.note else ''}{one.note}"),
        "source": wording.typography(source),
        "count": wording.say_number(float(one.count)),
        "rate": one.rate.say(),
        "euros": "inconnu" if one.euros is None else say_euros(one.euros),
    }
