"""The shape of every answer: a verdict, figures with their source and doubt, then what the reader has to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sextant import wording
from sextant.law.rule import Rule
from sextant.rights.figure import Figure, say_euros
from sextant.rights.indemnities import Entitlement
from sextant.rights.pay_line import PayLine, Total


@dataclass(frozen=True)
class Shown:
    """One thing found, its figure in words, on what it rests. ``known`` False: the figure is *inconnu*."""

    says: str
    value: str
    source: str = ""
    doubt: str = ""
    note: str = ""
    known: bool = True


@dataclass(frozen=True)
class Part:
    """Several of them under a title (a garde month, a heading of the slip)."""

    title: str
    lines: tuple[Shown, ...]
    total: str = ""


@dataclass(frozen=True)
class Answer:
    """``says`` is the verdict in a sentence; ``known`` False when it is that nobody knows."""

    says: str
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    known: bool = True
    proposal: str = ""  # a demand of the union, never mixed with what is owed


def shown_line(line: PayLine) -> Shown:
    """A line of pay, with its count and its rate."""
    count = wording.say_number(float(line.count))
    note = f"{line.note}." if line.note else ""
    if line.euros is None:
        times = f" ({count} fois)" if line.count != 1 else ""
        return Shown(line.rate.says, f"inconnu{times}", *_rests_on(line.rate), note, known=False)
    times = f"{count} × " if line.count != 1 else ""
    return Shown(
        line.rate.says, f"{say_euros(line.euros)} ({times}{line.rate.say()})", *_rests_on(line.rate), note
    )


def shown_entitlement(name: str, found: Entitlement) -> Shown:
    """Yes, no or unknown, why, and how much."""
    amount = f", {found.figure.say()}" if found.answer != "non" else ""
    because = f"{found.because}."
    return Shown(
        name, f"{found.answer.value}{amount}", *_rests_on(found.figure), because, found.answer != "inconnu"
    )


def shown_rule(rule: Rule) -> Shown:
    """A rule relied on, as a line without a figure."""
    source = f"{rule.article} (vérifié le {wording.say_day(rule.checked)}, confiance {rule.confidence.value})"
    return Shown(f"Règle {rule.code}", rule.says, source, rule.doubt)


def say_total(found: Total) -> str:
    """The sum, and how much of it nobody knows."""
    if not found.unknown:
        return found.say()
    unknown = wording.say_count(
        found.unknown, "montant inconnu, non compté", "montants inconnus, non comptés"
    )
    return f"{found.say()} ({unknown})"


def shown_lines(lines: Iterable[PayLine]) -> tuple[Shown, ...]:
    """Several lines of pay."""
    return tuple(shown_line(line) for line in lines)


def _rests_on(figure: Figure) -> tuple[str, str]:
    return figure.say_source(), figure.doubt
