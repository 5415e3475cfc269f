"""How answers look in the terminal: verdict, marks of force, figures against their limit, breaches."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.text import Text

from sextant import wording
from sextant.almanac.span import local
from sextant.law.account import Account
from sextant.law.audit import Judgement
from sextant.law.breach import Breach
from sextant.law.library import load
from sextant.law.limits import limits
from sextant.law.rule import Force, Rule

MARKS = {Force.LAW: ("■", "bold red"), Force.CHARTER: ("▨", "yellow"), Force.DEMAND: ("□", "blue")}
FORCES = {Force.LAW: "loi", Force.CHARTER: "charte", Force.DEMAND: "demande syndicale"}
CONFIDENCE = {
    "non vérifiée": "source non vérifiée",
    "faible": "confiance faible",
    "moyenne": "confiance moyenne",
}


def console(stderr: bool = False) -> Console:
    """A console that follows the terminal: width, colour, NO_COLOR."""
    width = None if (sys.stderr if stderr else sys.stdout).isatty() or "COLUMNS" in os.environ else 100
    return Console(stderr=stderr, highlight=False, soft_wrap=False, width=width)


def say_breaches(
    to: Console,
    title: str,
    breaches: Sequence[Breach],
    most: int = 12,
    *,
    several: bool = True,
    doubts: bool = True,
    by_rule: bool = False,
) -> None:
    """Breaches of one level: mark, code, sentence with its article, and the doubt there is.

    ``several`` people: each is named. ``by_rule`` tells each rule once, with the people concerned.
    """
    if not breaches:
        return
    to.print(Text(f"\n{title}", style="bold"))
    shown: dict[tuple[str, str], list[Breach]] = {}
    for breach in breaches:
        shown.setdefault(("" if by_rule else breach.person, breach.rule.id), []).append(breach)
    for number, same in enumerate(shown.values()):
        if number == most:
            write(
                to,
                f"… et {wording.say_count(len(shown) - most, 'autre constat', 'autres constats')}.",
                indent=7,
            )
            return
        rule = same[0].rule
        mark, style = MARKS[rule.force]
        told = same[: 1 if by_rule else 3]
        for breach in told:
            who = f"{breach.person} — " if several and breach.person else ""
            write(to, f"{mark} {rule.code:<4} {who}{breach.sentence}", indent=7, mark=style)
        if len(same) > len(told):
            people = wording.join(sorted({breach.person for breach in same})) if by_rule and several else ""
            more = wording.say_count(len(same) - len(told), "fois encore", "fois encore")
            write(to, f"… et {more}, la même règle{' : ' + people if people else ''}.", indent=7)
        if doubts:
            _say_doubt(to, rule)


def _say_doubt(to: Console, rule: Rule) -> None:
    """How far a rule can be relied on, when that is not full."""
    about = [FORCES[rule.force]] if rule.force is not Force.LAW else []
    if rule.confidence.value in CONFIDENCE:
        about.append(CONFIDENCE[rule.confidence.value])
    if rule.doubt:
        about.append(rule.doubt)
    if about:
        write(to, f"{' ; '.join(about)}.", indent=7, style="dim")


def write(to: Console, text: str, *, indent: int = 0, style: str = "", mark: str = "") -> None:
    """A paragraph with French typography; lines break at ordinary blanks only, later ones are indented.

    A text that starts with a mark keeps it at the margin, in the style ``mark``.
    """
    first = "" if mark or text.startswith(" ") else " " * indent
    said = wording.typography(text)
    for number, line in enumerate(
        wrap(
            said,
            max(to.width, 40),
            initial_indent=first,
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
    ):
        shown = Text(line, style=style, no_wrap=True)
        if mark and number == 0:
            shown.stylize(mark, 0, indent)
        to.print(shown, soft_wrap=True)


def say_account(to: Console, account: Account, share: float = 1.0) -> None:
    """The figures of one person against their limits; ``share`` is the share of time."""
    duration, number = wording.say_duration, wording.say_number
    day = account.windows[-1].last if account.windows else account.weeks[-1].monday
    limit = limits(load(), day).for_share(share)
    weeks = sum(window.weeks for window in account.windows)
    mean = account.stage_half_days / weeks if weeks > 0 else 0.0
    rows = [
        (
            "Demi-journées en stage",
            number(account.stage_half_days),
            f"{number(mean)} par semaine"
            + (f", {number(limit.half_days)} au plus" if limit.half_days else ""),
        ),
        (
            "Heures comptées",
            duration(account.minutes),
            f"{duration(round(account.mean_minutes))} par semaine"
            + (f", {duration(round(limit.hours * 60))} au plus" if limit.hours else ""),
        ),
        (
            "Hors stage",
            (
                f"{wording.say_count(account.university_half_days, 'universitaire')}, "
                f"{wording.say_count(account.personal_half_days, 'autonome')}"
            ),
            "",
        ),
        ("Gardes", _duties(account), ""),
        ("Repos de sécurité", _rests(account), ""),
        (
            "Congés",
            f"{number(account.leave_taken)} pris, {wording.say_count(account.leave_left, 'restant')}",
            f"{wording.say_count(account.leave_payable, 'payable')} si l’année finissait là"
            if account.leave_payable
            else "",
        ),
    ]
    if account.charter_half_days is not None:
        rows.append(("Charte des MSU", wording.say_count(account.charter_half_days, "demi-journée"), ""))
    to.print(Text(f"\n{account.person}", style="bold"))
    for name, value, against in rows:
        write(to, f"  {name:<23} {value}{f' ({against})' if against else ''}", indent=26)
    if account.surplus > 0 and account.recover_before:
        write(
            to,
            f"  À récupérer : {wording.say_count(account.surplus, 'demi-journée')}, "
            f"avant la fin du trimestre, le {wording.say_date(account.recover_before)}.",
            indent=2,
        )


def _rests(account: Account) -> str:
    if not account.rests_owed:
        return "aucun dû"
    return f"{wording.say_count(account.rests_kept, 'gardé')} sur {wording.say_count(account.rests_owed, 'dû', 'dus')}"


def _duties(account: Account) -> str:
    parts = [
        wording.say_count(account.nights, "nuit"),
        wording.say_count(account.day_duties, "dimanche ou férié", "dimanches ou fériés"),
        wording.say_count(account.demi_gardes, "demi-garde"),
        wording.say_count(account.astreintes, "astreinte"),
    ]
    if account.call_outs:
        parts.append(
            f"{wording.say_count(account.call_outs, 'déplacement')} ({wording.say_duration(account.call_out_minutes)})"
        )
    return ", ".join(part for part in parts if not part.startswith("0 ")) or "aucune"


# -- JSON ---------------------------------------------------------------------------------------------


def print_json(answer: object) -> None:
    """One JSON object on standard output."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    return str(value)


def judgement_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement, for programs."""
    return {
        "verdict": "legal" if judgement.legal else "illegal",
        "breaches": [breach_json(breach) for breach in judgement.breaches],
        "warnings": [breach_json(breach) for breach in judgement.warnings],
        "notes": [breach_json(breach) for breach in judgement.notes],
        "accounts": [account_json(account) for account in judgement.accounts],
    }


def breach_json(breach: Breach) -> dict[str, Any]:
    """A breach, for programs: times with their offset, measures in ``unit``."""
    return {
        "code": breach.code,
        "force": breach.rule.force.value,
        "level": breach.level.value,
        "person": breach.person,
        "from": local(breach.start, breach.zone).isoformat(),
        "to": local(breach.end, breach.zone).isoformat(),
        "measured": breach.measured,
        "allowed": breach.allowed,
        "unit": breach.unit,
        "sentence": breach.sentence,
        "article": breach.rule.article,
        "confidence": breach.rule.confidence.value,
        "doubt": breach.rule.doubt,
        "checked": breach.rule.checked,
        "rule_id": breach.rule.id,
    }


def account_json(account: Account) -> dict[str, Any]:
    """An account, for programs: hours in decimals and as "61:20"."""
    weeks = sum(window.weeks for window in account.windows)
    return {
        "person": account.person,
        "stage_half_days": account.stage_half_days,
        "mean_stage_half_days": account.stage_half_days / weeks if weeks > 0 else None,
        "university_half_days": account.university_half_days,
        "personal_half_days": account.personal_half_days,
        "hours": account.minutes / 60,
        "hours_text": _clock(account.minutes),
        "mean_hours": account.mean_minutes / 60,
        "mean_hours_text": _clock(round(account.mean_minutes)),
        "rolling_hours": None if account.rolling_minutes is None else account.rolling_minutes / 60,
        "surplus": account.surplus,
        "recover_before": account.recover_before,
        "nights": account.nights,
        "day_duties": account.day_duties,
        "demi_gardes": account.demi_gardes,
        "weekends": account.weekends,
        "holidays": account.holidays,
        "astreintes": account.astreintes,
        "call_outs": account.call_outs,
        "call_out_hours": account.call_out_minutes / 60,
        "rests_owed": account.rests_owed,
        "rests_kept": account.rests_kept,
        "leave_taken": account.leave_taken,
        "leave_left": account.leave_left,
        "leave_payable": account.leave_payable,
        "sick_days": account.sick_days,
        "charter_half_days": account.charter_half_days,
        "weeks": [
            {
                "monday": w.monday,
                "stage_half_days": w.stage_half_days,
                "hours": w.minutes / 60,
                "neutral_days": w.neutral_days,
            }
            for w in account.weeks
        ],
        "windows": [
            {
                "from": w.first,
                "to": w.last,
                "closed": w.closed,
                "weeks": w.weeks,
                "stage_half_days": w.stage_half_days,
                "mean_stage_half_days": w.mean_half_days,
                "hours": w.minutes / 60,
                "mean_hours": w.mean_minutes / 60,
                "surplus": w.surplus,
            }
            for w in account.windows
        ],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def paragraphs(to: Console, lines: Iterable[str]) -> None:
    """Lines of text, with French typography; a line too long goes on under its first word."""
    for line in lines:
        if not line.strip():
            to.print()
            continue
        begin = len(line) - len(line.lstrip())
        bullet = 2 if line.lstrip()[:1] in "•→■" else 0
        said = wording.typography(line.strip()) if "   " not in line.strip() else wording.typography(line)
        if "   " in line.strip():  # columns: never cut
            to.print(Text(said, no_wrap=True), soft_wrap=True)
            continue
        for part in wrap(
            said,
            max(to.width, 40),
            initial_indent=" " * begin,
            subsequent_indent=" " * (begin + bullet),
            break_on_hyphens=False,
        ):
            to.print(Text(part, no_wrap=True), soft_wrap=True)
