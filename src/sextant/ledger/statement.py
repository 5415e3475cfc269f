"""The monthly and trimester statements (relevés) that the texts ask for: what, for whom, by when.

A statement is plain values, all of what is printed and nothing else, so that the paper can be made again from
them. Its code is a short fingerprint of these values; a signature over them is carried inside the PDF, so that
checking one needs no stored data (see :mod:`sextant.ledger.statement_check`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sextant import wording
from sextant.almanac.activity import ABSENCES, Kind
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.almanac.week import months_later, placement_semester
from sextant.errors import BadEntry
from sextant.law import say
from sextant.law.audit import judge
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.limits import Limits, limits
from sextant.law.settings import Settings
from sextant.law.shapes.deadline import Deadline
from sextant.law.windows import windows
from sextant.ledger.account import PeriodAccount, ledger_accounts, whole_timeline
from sextant.ledger.canonical import write_moment
from sextant.ledger.entry import Entry
from sextant.ledger.journal import Sealed
from sextant.ledger.periods import By
from sextant.ledger.signature import Signer

_TITLES = {
    By.MONTH: "Relevé mensuel du service accompli",
    By.TRIMESTER: "Relevé trimestriel du service accompli",
}
_LONG = 35 * 1440
"""A breach that spans more minutes is one of means: it belongs to the trimester, not to a month."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says, as plain values in the order they are printed."""

    values: dict[str, Any]

    @property
    def text(self) -> str:
        """The values written in the one way that is signed: JSON, keys sorted, no blank."""
        return json.dumps(self.values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def title(self) -> str:
        """« Relevé mensuel du service accompli, novembre 2026 »."""
        return f"{self.values['title']}, {self.values['period']}"


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement, and who vouches for it: empty ``key`` and ``signature`` when nobody does."""

    statement: Statement
    key: str = ""
    signature: str = ""

    @property
    def attachment(self) -> str:
        """What the PDF carries, beside its pages."""
        return json.dumps(
            {"statement": self.statement.values, "key": self.key, "signature": self.signature},
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )  # fmt: skip


def code_of(statement: Statement) -> str:
    """The verification code: first 48 bits of the SHA-256 of the values, as three groups of four digits."""
    digits = hashlib.sha256(statement.text.encode()).hexdigest()
    return "-".join(digits[i : i + 4] for i in (0, 4, 8))


def check_code(code: str, statement: Statement) -> bool:
    """True when ``code``, however it was typed, is that of the statement."""
    typed = "".join(sign for sign in code.lower() if sign in "0123456789abcdef")
    return typed == code_of(statement).replace("-", "")


def sign_statement(statement: Statement, signer: Signer | None) -> SignedStatement:
    """The statement with its signature, or without when there is no key."""
    if signer is None:
        return SignedStatement(statement)
    return SignedStatement(statement, signer.public, signer.sign(statement.text))


def make_statement(
    person: Person,
    entries: Sequence[Entry],
    by: By,
    day: date,
    *,
    made_at: datetime,
    head: Sealed,
    version: str,
    settings: Settings | None = None,
    library: Library | None = None,
) -> Statement:
    """The statement of the month or of the trimester that holds ``day``.

    ``head`` is the last line of the ledger it was made from, ``made_at`` the moment, ``version`` the program's.
    Raises BadEntry when nothing was noted in that period.
    """
    library, settings = library or load(), settings or Settings()
    known = _known_until(person, by, day, local(int(made_at.timestamp() // 60), person.zone).date())
    account = _period(person, entries, by, day, known, settings, library)
    first, last = account.period.first, account.period.last
    complete = _is_complete(account, person)
    whole_month = by is By.MONTH and complete
    inside = [entry for entry in entries if first.toordinal() <= entry.day <= last.toordinal()]
    if not inside:
        raise BadEntry(
            f"rien n’est noté {wording.say_span(first, last)}", remedy="Choisissez une autre période."
        )
    days = ledger_accounts(person, entries, By.DAY, first, last, settings=settings, library=library)
    trimester = _period(person, entries, By.TRIMESTER, last, last, settings, library)
    judgement = judge([whole_timeline(person, entries, last=known)], settings=settings, library=library)
    limit = limits(library, last).for_share(person.share)
    values: dict[str, Any] = {
        "sextant": "releve",
        "version": 1,
        "title": _TITLES[by],
        "name": person.name,
        "site": person.site,
        "share": person.share,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "period": wording.say_day(last).split(" ", 1)[1] if whole_month else wording.say_span(first, last),
        "complete": complete,
        "made_on": wording.say_date(local(int(made_at.timestamp() // 60), person.zone).date()),
        "made_at": write_moment(made_at),
        "program": f"Sextant {version}",
        "law": _law(library, first, last),
        "ledger": {"entries": head.number, "seal": head.seal},
        "figures": _figures(account),
        "trimester": {
            "says": wording.say_span(trimester.period.first, trimester.period.last),
            "figures": _means(trimester, limit, judgement.accounts[0].recover_before),
        },
        "days": [_day(row, inside) for row in days if _of_day(inside, row.period.first)],
        "breaches": [
            {"code": breach.code, "force": breach.rule.force.value, "says": breach.sentence}
            for breach in _inside(judgement.breaches, first, last, by)
        ],
        "recipients": [rule.says for rule in library.in_force(last).rules if rule.code == "T6"],
        "deadline": _deadline(library, first, by, settings),
        "doubts": _doubts(library, last),
    }
    return Statement(values)


def _is_complete(account: PeriodAccount, person: Person) -> bool:
    """True when the period is over, and missing days, if any, come before the placement."""
    first, last = account.period.first, account.period.last
    start = person.placement_start or placement_semester(last, person.territory).first
    over = last == _trimester_end(person, last) or (last + timedelta(days=1)).day == 1
    return account.period.complete or (over and first <= start)


def _known_until(person: Person, by: By, day: date, today: date) -> date:
    """The last day of the period that is over: a month without an entry at its end is finished all the same."""
    month_end = months_later(day.replace(day=1), 1) - timedelta(days=1)
    end = month_end if by is By.MONTH else _trimester_end(person, day)
    return max(day, min(end, today - timedelta(days=1)))


def _trimester_end(person: Person, day: date) -> date:
    """The last day of the trimester of the placement that holds ``day``."""
    (window,) = windows(person, day, day)
    return date.fromordinal(window.full_last)


def _period(
    person: Person,
    entries: Sequence[Entry],
    by: By,
    day: date,
    known: date,
    settings: Settings,
    library: Library,
) -> PeriodAccount:
    found = ledger_accounts(person, entries, by, day, known, settings=settings, library=library)
    holding = [one for one in found if one.period.first <= day <= one.period.last]
    if not holding:
        raise BadEntry(f"aucune période ne contient le {wording.say_day(day)}")
    return holding[0]


# -- figures --------------------------------------------------------------------------------------------


def _figures(account: PeriodAccount) -> list[dict[str, str]]:
    """The account of the period, line by line; what is nought is left out unless the texts ask for it."""
    number, length, count = wording.say_number, wording.say_duration, wording.say_count
    by_kind = [
        f"{number(value)} en {say.name(kind)}" if kind is not Kind.STAGE else f"{number(value)} de jour"
        for kind, value in account.half_days_by_kind.items()
    ]
    rows = [
        ("Demi-journées de stage", number(account.stage_half_days), wording.join(by_kind)),
        ("Demi-journées universitaires", number(account.university_half_days), ""),
        ("Demi-journées autonomes", number(account.personal_half_days), "hors des heures comptées"),
        ("Heures comptées", length(account.minutes), f"{length(round(account.mean_minutes))} par semaine"),
        ("Gardes de nuit", str(account.nights), ""),
        ("Gardes de jour, dimanche ou férié", str(account.day_duties), ""),
    ]
    rows += [
        (name, str(value), more)
        for name, value, more in (
            ("Demi-gardes", account.demi_gardes, ""),
            ("Continuités de service", account.continuites, ""),
            ("Astreintes", account.astreintes, ""),
            ("Déplacements d’astreinte", account.call_outs, length(account.call_out_minutes)),
            ("Récupérations", account.recoveries, ""),
        )
        if value
    ]
    rows.append(("Repos de sécurité gardés", f"{account.rests_kept} sur {account.rests_owed}", ""))
    rows.append(("Congé annuel", count(account.leave_days, "jour"), ""))
    if account.sick_days:
        rows.append(("Absences justifiées", count(account.sick_days, "jour"), ""))
    if account.pauses_refused:
        rows.append(("Pauses déclarées non données", str(account.pauses_refused), ""))
    if account.out_of_care_share is not None:
        share = f"{number(100 * account.out_of_care_share, 0)} % du temps où c’est dit"
        rows.append(("Temps hors du soin", length(account.out_of_care), share))
    if account.blank_days:
        rows.append(
            ("Jours ouvrés sans rien de noté", str(account.blank_days), "comptés comme non travaillés")
        )
    return [{"says": says, "value": value, "more": more} for says, value, more in rows]


def _means(account: PeriodAccount, limit: Limits, recover_before: date | None) -> list[dict[str, str]]:
    number, length = wording.say_number, wording.say_duration
    rows = []
    for says, mean, most in (
        ("Demi-journées de stage par semaine", number(account.mean_half_days),
         None if limit.half_days is None else number(limit.half_days)),
        ("Heures par semaine", length(round(account.mean_minutes)),
         None if limit.hours is None else length(round(limit.hours * 60))),
    ):  # fmt: skip
        rows.append({"says": says, "value": mean, "more": f"{most} au plus en moyenne" if most else ""})
    surplus = account.surplus_half_days or 0.0
    if surplus > 1e-6:
        before = f"avant le {wording.say_day(recover_before)}" if recover_before else "le trimestre est clos"
        rows.append(
            {"says": "À récupérer", "value": wording.say_count(surplus, "demi-journée"), "more": before}
        )
    return rows


def _of_day(entries: Iterable[Entry], day: date) -> list[Entry]:
    return [entry for entry in entries if entry.day == day.toordinal()]


def _day(row: PeriodAccount, entries: Sequence[Entry]) -> dict[str, str]:
    """One day: what was done, between which hours, for how many half-days, and the hours lived on it."""
    done = sorted(_of_day(entries, row.period.first), key=lambda entry: entry.start)
    return {
        "day": wording.say_date(row.period.first).rsplit(" ", 1)[0],
        "done": " ; ".join(_presence(entry) for entry in done),
        "half_days": wording.say_number(row.stage_half_days) if row.stage_half_days else "",
        "hours": wording.say_duration(row.minutes) if row.minutes else "",
    }


def _presence(entry: Entry) -> str:
    name = say.name(entry.kind)
    if entry.kind is Kind.STAGE:
        name = "stage"
    if entry.kind in ABSENCES:
        return name
    start, end = (local(moment, entry.zone) for moment in (entry.start, entry.end))
    said = f"{name} {_clock(start)} – {_clock(end)}"
    if entry.lunch:
        said += f" (coupure {wording.say_duration(entry.lunch)})"
    for call in entry.call_outs:
        said += (
            f", déplacement {_clock(local(call.start, entry.zone))} – {_clock(local(call.end, entry.zone))}"
        )
    return said + (f", {entry.site}" if entry.site else "")


def _clock(moment: datetime) -> str:
    return wording.say_time(moment.hour * 60 + moment.minute)


# -- law ------------------------------------------------------------------------------------------------


def _inside(breaches: Iterable[Breach], first: date, last: date, by: By) -> list[Breach]:
    found = []
    for breach in breaches:
        day = local(breach.start, breach.zone).date()
        if first <= day <= last and (by is By.TRIMESTER or breach.end - breach.start < _LONG):
            found.append(breach)
    return found


def _law(library: Library, first: date, last: date) -> str:
    checked = max((rule.checked for rule in library.rules), default=None)
    said = f"Droit appliqué : textes en vigueur {wording.say_span(first, last)}"
    return wording.typography(said + (f", vérifiés le {wording.say_date(checked)}" if checked else ""))


def _deadline(library: Library, first: date, by: By, settings: Settings) -> str:
    """By when the hospital hands it over (rule T5); empty when no text read says so."""
    for rule in library.in_force(first).rules:
        shape = rule.shape
        if by is By.MONTH and isinstance(shape, Deadline) and shape.act == "releve_remis_le":
            limit = shape.due(first.replace(day=1), settings)
            return (
                f"À la disposition de l’interne au plus tard le {wording.say_date(limit)} ({rule.article})."
            )
    return ""


def _doubts(library: Library, day: date) -> list[str]:
    return [
        f"{rule.code} : {rule.doubt}."
        for rule in library.in_force(day).rules
        if rule.code in ("T5", "T6") and rule.doubt
    ]
