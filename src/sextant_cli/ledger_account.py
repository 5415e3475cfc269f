"""``sextant ledger account | compare | what-if``: what a ledger counts, against the plan, and with one garde more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline
from sextant.document import Document, read_document
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.law import say
from sextant.law.audit import judge
from sextant.law.library import load
from sextant.law.limits import limits
from sextant.law.planning_file import planning_of
from sextant.law.settings import Settings
from sextant.ledger.account import PeriodAccount, ledger_accounts, whole_timeline
from sextant.ledger.comparison import Comparison, DayGap, compare
from sextant.ledger.entry import Entry, Source
from sextant.ledger.from_activities import entries_from
from sextant.ledger.ledger_file import LedgerFile, read_ledger
from sextant.ledger.periods import By
from sextant.ledger.what_if import WhatIf, what_if
from sextant.roster.roster_file import roster_of
from sextant_cli.audit import read_settings, verdict
from sextant_cli.french import Command
from sextant_cli.law import AsJson, read_day
from sextant_cli.ledger import (
    CallOuts,
    Carnet,
    HalfDays,
    Line,
    Lunch,
    Now,
    Since,
    Until,
    read_minutes,
    read_now,
    typed_entries,
)
from sextant_cli.show import console, judgement_json, print_json, say_account, say_breaches, write

Choose = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="RÉGLAGE=VALEUR", help="Choisit une lecture (voir « sextant law settings »)."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Make these commands of ``sextant ledger``."""
    for name, command in (("account", account), ("compare", compare_with_plan), ("what-if", what_if_added)):
        app.command(name, cls=Command)(command)


def account(
    carnet: Carnet,
    by: Annotated[
        str,
        typer.Option("--by", help=f"Une ligne par : {', '.join(one.value for one in By)}."),
    ] = "semaine",
    since: Since = "",
    until: Until = "",
    choose: Choose = None,
    as_json: AsJson = False,
) -> None:
    """Compte ce qui a été fait, et dit ce qui enfreint la loi, article par article."""
    ledger = read_ledger(carnet)
    settings = _settings(choose)
    entries = ledger.replay().entries
    first, last = (read_day(text) if text else None for text in (since, until))
    rows = ledger_accounts(ledger.person, entries, _by(by), first, last, settings=settings)
    timeline = _cut(whole_timeline(ledger.person, entries, first, last), first, last)
    judgement = judge([timeline], settings=settings)
    if as_json:
        print_json(judgement_json(judgement) | {"by": by, "periods": [period_json(row) for row in rows]})
    else:
        to = console()
        to.print(verdict(judgement))
        say_account(to, judgement.accounts[0], timeline.person.share)
        _say_periods(rows, limits(load(), timeline.last).for_share(timeline.person.share).half_days)
        say_breaches(to, "Ce qui n’est pas permis", judgement.breaches, several=False)
        say_breaches(to, "À surveiller", judgement.warnings, most=6, several=False, by_rule=True)
    if not judgement.legal:
        raise typer.Exit(1)


def compare_with_plan(
    carnet: Carnet,
    plan: Annotated[
        Path, typer.Argument(metavar="TABLEAU", help="Un planning ou un tableau de service (YAML).")
    ],
    name: Annotated[str, typer.Option(help="L’interne dans le tableau, s’il n’a pas le nom du carnet.")] = "",
    as_json: AsJson = False,
) -> None:
    """Compare le prévu et le fait, jour par jour."""
    ledger = read_ledger(carnet)
    found = compare(
        _planned(plan, name or ledger.person.name), whole_timeline(ledger.person, ledger.replay().entries)
    )
    if as_json:
        print_json(comparison_json(found))
        return
    _say_comparison(found)


def what_if_added(
    carnet: Carnet,
    kind: Annotated[str, typer.Argument(metavar="NATURE", help="garde-nuit, garde-jour, stage, astreinte…")],
    start: Annotated[str, typer.Argument(metavar="DÉBUT", help='Jour et heure : "2026-11-28 18:30".')],
    end: Annotated[str, typer.Argument(metavar="FIN", help="Jour et heure, ou heure seule : 08:30.")] = "",
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan", metavar="TABLEAU", help="Ce qui est prévu d’ici là (YAML), compté avec le carnet."
        ),
    ] = None,
    half_days: HalfDays = None,
    lunch: Lunch = "",
    line: Line = "",
    call_outs: CallOuts = None,
    consent: Annotated[bool, typer.Option("--consent", help="Demandée ou acceptée par l’interne.")] = False,
    choose: Choose = None,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Dit ce que changerait une garde de plus : heures, manquements, repos qui suivrait. Rien n’est noté."""
    ledger, at = read_ledger(carnet), read_now(now)
    facts = {
        "half_days": half_days,
        "line": line,
        "consent": consent,
        "lunch": read_minutes(lunch),
        "note": "",
    }
    added = list(typed_entries(kind, start, end, ledger.person.zone, call_outs or [], facts, at))
    entries = list(ledger.replay().entries)
    if plan is not None:
        entries += _still_planned(_planned(plan, ledger.person.name), ledger, at.date())
    found = what_if(ledger.person, entries, added, settings=_settings(choose))
    if as_json:
        print_json(
            {"before": judgement_json(found.before), "after": judgement_json(found.after),
             "new": [breach.sentence for breach in found.new], "worse": [breach.sentence for breach in found.worse],
             "rest_until": found.rest and local(found.rest.span.end, ledger.person.zone)}
        )  # fmt: skip
    else:
        _say_what_if(found, ledger.person.zone)
    if found.new or found.worse:
        raise typer.Exit(1)


# -- what is typed --------------------------------------------------------------------------------------


def _by(text: str) -> By:
    try:
        return By(text)
    except ValueError:
        raise BadInput(f"« {text:.40} » n’est pas un découpage", remedy=did_you_mean(text, [*By])) from None


def _settings(choose: list[str] | None) -> Settings:
    document = Document("--set", {"settings": read_settings(choose)}, {})
    return document.validate(Settings, ("settings",))


def _planned(path: Path, name: str) -> Timeline:
    """The planned timeline of a planning, or that of one intern of a roster."""
    document = read_document(path)
    if "roster" not in document.data:
        return planning_of(document).timeline
    roster = roster_of(document)
    names = [intern.name for intern in roster.problem.interns]
    found = next((one for one in roster.problem.interns if one.name.casefold() == name.casefold()), None)
    if found is None:
        raise BadInput(f"« {name:.60} » n’est pas dans ce tableau", remedy=did_you_mean(name, names))
    return roster.timeline(found)


def _still_planned(plan: Timeline, ledger: LedgerFile, today: date) -> list[Entry]:
    """What the plan holds from today on, after the last day that the ledger knows."""
    noted = max((entry.day for entry in ledger.replay().entries), default=0)
    ahead = [a for a in plan.activities if a.day >= today.toordinal() and a.day > noted]
    moment = datetime.combine(today, time(), UTC)
    return entries_from(ahead, plan.person.zone, Source.ROSTER, moment)


# -- what is answered -----------------------------------------------------------------------------------


def _say_periods(rows: Sequence[PeriodAccount], limit: float | None) -> None:
    """A line for each period: half-days, hours, duties, rests, what is above the mean."""
    to = console()
    to.print(Text("\nPériode par période", style="bold"))
    for row in rows:
        parts = [
            wording.say_count(row.stage_half_days, "demi-journée"),
            wording.say_duration(row.minutes),
        ]
        if row.weeks > 1.01:
            parts.append(
                f"par semaine {wording.say_number(row.mean_half_days)} et {wording.say_duration(round(row.mean_minutes))}"
            )
        parts += _duties(row)
        if row.surplus_half_days is not None and limit and row.weeks > 0 and row.surplus_half_days > 1e-6:
            parts.append(
                f"{wording.say_count(row.surplus_half_days, 'demi-journée')} au-delà de {wording.say_number(limit)} par semaine"
            )
        if row.blank_days:
            parts.append(f"{wording.say_count(row.blank_days, 'jour')} sans rien de noté")
        if row.out_of_care_share is not None:
            parts.append(f"{wording.say_number(100 * row.out_of_care_share, 0)} % hors du soin")
        write(to, f"  {row.period.says} : {', '.join(parts)}", indent=4)


def _duties(row: PeriodAccount) -> list[str]:
    count = wording.say_count
    told = [
        (row.nights, count(row.nights, "nuit")),
        (row.day_duties, count(row.day_duties, "garde de jour", "gardes de jour")),
        (row.demi_gardes, count(row.demi_gardes, "demi-garde")),
        (row.astreintes, count(row.astreintes, "astreinte")),
        (
            row.call_outs,
            f"{count(row.call_outs, 'déplacement')} ({wording.say_duration(row.call_out_minutes)})",
        ),
        (row.rests_owed, f"{row.rests_kept} repos sur {row.rests_owed}"),
        (row.leave_days, count(row.leave_days, "jour de congé", "jours de congé")),
        (row.sick_days, count(row.sick_days, "jour d’absence", "jours d’absence")),
        (row.recoveries, count(row.recoveries, "récupération")),
        (
            row.pauses_refused,
            f"{count(row.pauses_refused, 'pause')} non donnée{'s' if row.pauses_refused > 1 else ''}",
        ),
    ]
    return [said for number, said in told if number]


def period_json(row: PeriodAccount) -> dict[str, Any]:
    """The account of a period, for programs."""
    found = asdict(row)
    period = found.pop("period")
    found["half_days_by_kind"] = {kind.value: value for kind, value in row.half_days_by_kind.items()}
    return {
        "from": period["first"], "to": period["last"], "complete": period["complete"], "says": row.period.says,
        "hours": row.minutes / 60, "mean_hours": row.mean_minutes / 60, **found,
        "out_of_care_share": row.out_of_care_share,
    }  # fmt: skip


def comparison_json(found: Comparison) -> dict[str, Any]:
    """A comparison, for programs."""
    return {
        "from": found.first, "to": found.last, "same_days": found.same, "worked_days": found.worked_days,
        "replayed": found.replayed, "planned": period_json(found.planned), "worked": period_json(found.worked),
        "gaps": [
            {"day": gap.day, "minutes": gap.minutes, "added": [k.value for k in gap.added],
             "missing": [k.value for k in gap.missing]}
            for gap in found.gaps
        ],
    }  # fmt: skip


def _say_comparison(found: Comparison) -> None:
    to = console()
    span = wording.say_span(found.first, found.last)
    to.print(Text(wording.typography(f"Prévu et fait, {span}"), style="bold"))
    planned, worked, number = found.planned, found.worked, wording.say_number

    def row(name: str, was: str, done: str, gap: str) -> None:
        write(to, f"  {name:<24} prévu {was}, fait {done}, écart {gap}", indent=4)

    hours = [
        wording.say_duration(x) for x in (planned.minutes, worked.minutes, worked.minutes - planned.minutes)
    ]
    before, after = planned.stage_half_days, worked.stage_half_days
    row("Heures comptées", *hours)
    row("Demi-journées de stage", *map(number, (before, after, after - before)))
    row("Gardes de nuit", *map(number, (planned.nights, worked.nights, worked.nights - planned.nights)))
    write(to, f"  {found.same} jours sur {found.worked_days} sont le tableau à la minute près.", indent=2)
    if found.replayed:
        write(to, "  Un carnet qui n’est que le tableau recopié ne prouve rien (TA de Poitiers, 20 février 2025).",
              indent=2)  # fmt: skip
    for gap in found.gaps:
        write(to, f"  {wording.say_date(gap.day)} : {_gap(gap)}", indent=4)


def _gap(gap: DayGap) -> str:
    sign = "+" if gap.minutes > 0 else ""
    parts = [f"{sign}{wording.say_duration(gap.minutes)}"] if gap.minutes else ["autres horaires"]
    for word, kinds in (("en plus", gap.added), ("en moins", gap.missing)):
        if kinds:
            told = [
                f"{n} × {say.name(kind)}" if n > 1 else say.name(kind) for kind, n in Counter(kinds).items()
            ]
            parts.append(f"{word} : {wording.join(told)}")
    return " ; ".join(parts)


def _say_what_if(found: WhatIf, zone: str) -> None:
    to = console()
    before, after = found.accounts
    bad = bool(found.new or found.worse)
    said = "Ce serait illégal." if any(b.rule.force.value == "loi" for b in (*found.new, *found.worse)) else (
        "Une charte ne serait pas respectée." if bad else "Rien d’illégal de plus."
    )  # fmt: skip
    to.print(Text(wording.typography(said), style="bold red" if bad else "bold green"))
    duration, number = wording.say_duration, wording.say_number
    write(to, f"  Heures comptées : {duration(before.minutes)}, puis {duration(after.minutes)}", indent=4)
    half_days = f"{number(before.stage_half_days)}, puis {number(after.stage_half_days)}"
    write(to, f"  Demi-journées de stage : {half_days}", indent=4)
    for window in after.windows:
        write(to, f"  Moyenne {wording.say_span(window.first, window.last)} : {wording.say_number(window.mean_half_days)} "
                  f"demi-journées et {wording.say_duration(round(window.mean_minutes))} par semaine", indent=4)  # fmt: skip
    if found.rest is not None:
        end = local(found.rest.span.end, zone)
        write(to, f"  Repos de sécurité dû jusqu’au {wording.say_date(end.date())} à "
                  f"{wording.say_time(end.hour * 60 + end.minute)}.", indent=4)  # fmt: skip
    say_breaches(to, "Nouveau", found.new, several=False)
    say_breaches(to, "Aggravé", found.worse, several=False)
    say_breaches(to, "À surveiller", found.warnings, most=4, several=False, by_rule=True)


def _cut(timeline: Timeline, first: date | None, last: date | None) -> Timeline:
    """The timeline of the days asked for, to be judged."""
    if first is None and last is None:
        return timeline
    first, last = first or timeline.first, last or timeline.last
    inside = tuple(a for a in timeline.activities if first.toordinal() <= a.day <= last.toordinal())
    return Timeline(timeline.person, first, last, inside, timeline.nature, timeline.records)
