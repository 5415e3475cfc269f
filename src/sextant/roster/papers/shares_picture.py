"""What each intern holds against their fair share, as a drawing of our own: one panel a measure, one bar an intern.

The drawing is SVG text without a style, so that a page may colour it by its classes; what it is printed in by itself
is written in each shape. Beside it goes the same as a table: :func:`panels` gives both their figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.law.library import Library, load
from sextant.roster.fairness import Fairness, Post, Share, fair_shares, fairness
from sextant.roster.problem import Problem, Sharing
from sextant.roster.roster import Roster

_WIDTH, _ROW, _NAME, _BAR = 320, 26, 92, 150
_INK, _QUIET, _ACCENT, _PAST = "#1b2226", "#4c585f", "#0b5563", "#8a969b"
_LONGEST_NAME = 12

SHARED = {
    Sharing.TIME: "au prorata du temps de chacun",
    Sharing.EQUAL: "également entre tous",
    Sharing.SENIORITY: "par ancienneté : chaque semestre accompli retire 5 % de la part",
}
"""How each way of sharing is said after « Les gardes se partagent »."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One intern: what is held, the fair share and what was held before the period, when there are any."""

    name: str
    held: float
    fair: float | None
    before: float | None

    @property
    def figure(self) -> str:
        """« 9 sur 8,6 »: what is held, then the fair share."""
        held = wording.say_number(self.held)
        return held if self.fair is None else f"{held} / {wording.say_number(self.fair, 1)}"

    @property
    def says(self) -> str:
        """« Camille : 9, part équitable 8,6, 12 avant »."""
        fair = "" if self.fair is None else f", part équitable {wording.say_number(self.fair, 1)}"
        before = f", {wording.say_number(self.before)} avant" if self.before else ""
        return f"{self.name} : {wording.say_number(self.held)}{fair}{before}"


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure of all: ``key`` is the field of :class:`Share`."""

    key: str
    title: str
    bars: tuple[Bar, ...]

    @property
    def empty(self) -> bool:
        """Nobody holds any, nor should, nor did."""
        return not any(bar.held or bar.fair or bar.before for bar in self.bars)

    @property
    def svg(self) -> str:
        """The panel as SVG: names at the left, bars, a tick at the fair share, a thin bar for the past, the figure."""
        most = max((max(b.held, b.fair or 0, b.before or 0) for b in self.bars), default=0) or 1
        rows = "".join(_row(n, bar, most) for n, bar in enumerate(self.bars))
        height = _ROW * len(self.bars) + 4
        says = escape("; ".join(bar.says for bar in self.bars))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="shares" viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'aria-label="{escape(self.title)}" focusable="false" font-size="13"><desc>{says}</desc>{rows}</svg>'
        )


def panels(
    roster: Roster, found: Fairness | None = None, library: Library | None = None, *, wishes: bool = True
) -> tuple[Panel, ...]:
    """Nights, Fridays, weekends, holidays, astreintes when there are some, half-days, and refused wishes if shown."""
    library = library or load()
    found = found or fairness(roster, library)
    before = {intern.name: intern.history for intern in roster.problem.interns}

    def panel(key: str, title: str, *, shared: bool = False) -> Panel:
        def bar(share: Share) -> Bar:
            past = getattr(before[share.name], key) if shared and share.name in before else None
            return Bar(
                share.name, getattr(share, key), getattr(share, f"fair_{key}") if shared else None, past
            )

        return Panel(key, title, tuple(bar(share) for share in found.shares))

    told = [
        panel("nights", "Nuits", shared=True),
        panel("fridays", "Vendredis de garde"),
        panel("weekends", "Gardes de week-end", shared=True),
        panel("holidays", "Gardes de jour férié", shared=True),
        *_astreintes(roster, library),
        panel("half_days", "Demi-journées de stage"),
    ]
    return (*told, panel("refused", "Souhaits refusés")) if wishes else tuple(told)


def _astreintes(roster: Roster, library: Library) -> Iterator[Panel]:
    """Each one's, against the fair share, when the ward has a line of them."""
    own = {
        intern.name: [a for a in roster.activities.get(intern.name, ()) if a.kind is Kind.ASTREINTE]
        for intern in roster.problem.interns
    }
    held = [Post(a.line, a.kind, a.day, a.half_day) for those in own.values() for a in those]
    if held:
        fair = fair_shares(roster.problem, library, held)
        bars = (
            Bar(name, len(those), share, None) for (name, those), share in zip(own.items(), fair, strict=True)
        )
        yield Panel("astreintes", "Astreintes", tuple(bars))


def summary(found: Fairness, problem: Problem) -> str:
    """The few numbers: the largest distance to a fair share and whose, the spread of nights, how gardes are shared."""
    if not found.shares:
        return "Personne à comparer."
    worst = max(found.shares, key=lambda share: share.away)
    shared = f"Les gardes se partagent {SHARED[problem.sharing]}."
    if found.worst < 0.05:
        return f"Chacun tient sa part équitable. {shared}"
    return (
        f"Au plus loin de sa part équitable : {worst.name}, de {_duties(found.worst)}. "
        f"Du moins au plus chargé, à part égale : {wording.say_number(found.spread, 1)} "
        f"{'nuit' if found.spread < 2 else 'nuits'}. {shared}"
    )


def _duties(amount: float) -> str:
    return f"{wording.say_number(amount, 1)} {'garde' if amount < 2 else 'gardes'}"


def _row(n: int, bar: Bar, most: float) -> str:
    top = _ROW * n + 4
    middle = top + 9
    drawn = [
        f'<text class="who" x="0" y="{middle}" dy="4" fill="{_INK}">{escape(_short(bar.name))}</text>',
        f'<rect class="done" x="{_NAME}" y="{top}" width="{_scaled(bar.held, most)}" height="12" fill="{_ACCENT}"/>',
    ]
    if bar.before:
        drawn.append(
            f'<rect class="before" x="{_NAME}" y="{top + 14}" width="{_scaled(bar.before, most)}" height="4" fill="{_PAST}"/>'
        )
    if bar.fair is not None:
        x = _NAME + _scaled(bar.fair, most)
        drawn.append(
            f'<line class="limit" x1="{x}" x2="{x}" y1="{top - 3}" y2="{top + 15}" stroke="{_INK}" stroke-width="2"/>'
        )
    figure = escape(bar.figure)
    drawn.append(
        f'<text class="figure" x="{_WIDTH}" y="{middle}" dy="4" text-anchor="end" fill="{_QUIET}">{figure}</text>'
    )
    return f"<g>{''.join(drawn)}</g>"


def _scaled(value: float, most: float) -> int:
    return round(_BAR * max(value, 0) / most)


def _short(name: str) -> str:
    """« Naëlle D. » for a long name; cut when its first word is long too."""
    first, _, rest = name.partition(" ")
    if len(name) > _LONGEST_NAME and rest and len(first) <= _LONGEST_NAME - 3:
        return f"{first} {rest[0]}."
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
