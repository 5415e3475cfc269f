"""The dossier as a PDF, page by page: Python says what is true, ``dossier.typ`` how it looks.

Everything goes to the template as one JSON value: a name is data there, never markup. Pictures and PDF exhibits are
printed after the list of exhibits, each page with its number. Same arguments, same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from sextant import wording
from sextant.almanac.person import PlacementKind, Status
from sextant.almanac.span import local
from sextant.almanac.timeline import Nature
from sextant.evidence.dossier import Article, Dossier, Plan
from sextant.evidence.exhibit import Exhibit
from sextant.evidence.seal import ALGORITHM, Seal, seal_of
from sextant.evidence.week_picture import WeekPicture
from sextant.law import say
from sextant.law.citation import Citation
from sextant.law.library import load
from sextant.law.limits import limits
from sextant.ledger.account import PeriodAccount
from sextant.ledger.journal import Noted
from sextant.procedure.progress import Standing, State
from sextant.roster.papers.figures import figures
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.short_dates import MONTHS, WEEKDAYS, day_number, moment, short_day

_TEMPLATE = Path(__file__).parent / "dossier.typ"
_PLACEMENTS = {
    PlacementKind.HOSPITAL: "stage hospitalier",
    PlacementKind.AMBULATORY: "stage ambulatoire de niveau 1",
    PlacementKind.SASPAS: "stage ambulatoire SASPAS",
}
_SEEN = {
    "texte": "texte lu",
    "secondaire": "lu dans des pages qui le rapportent",
    "non vu": "texte non vu",
}
_MOST_GAPS = 400
_SETTINGS = re.compile(r" \(réglages? [a-z_]+(?: et [a-z_]+)*\)|, réglages? [a-z_]+(?: et [a-z_]+)*(?=\))")


def write_dossier(dossier: Dossier, path: Path, *, version: str) -> Seal:
    """Write the PDF of a dossier to ``path``, and give back its seal. Raises OSError when it cannot be written."""
    seal = seal_of(dossier)
    data = _document(dossier, seal, version)
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / _TEMPLATE.name)
        for exhibit in dossier.exhibits:
            if exhibit.pages:
                (root / _file_name(exhibit)).write_bytes(exhibit.content)
        compiler = typst.Compiler(
            root / _TEMPLATE.name,
            root=root,
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        )
        day = dossier.made_on
        stamp = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    path.write_bytes(content)
    return seal


def _file_name(exhibit: Exhibit) -> str:
    return f"exhibit-{exhibit.number}{exhibit.suffix}"


def _document(dossier: Dossier, seal: Seal, version: str) -> dict[str, Any]:
    """Everything that the template prints."""
    facts = dossier.facts
    fields = dict(facts.fields) if facts else {}
    return {
        "person": dossier.person.name,
        "about": _about(dossier),
        "where": [
            part for part in (fields.get("service"), fields.get("hopital") or dossier.person.site) if part
        ],
        "span": dossier.span,
        "made_on": wording.say_day(dossier.made_on),
        "version": version,
        "code": seal.code,
        "digest": seal.digest,
        "algorithm": ALGORITHM,
        "source": _sentence(dossier.source.says),
        "summary": list(_summary(dossier)),
        "figures": _figures(dossier),
        "articles": [_article(one, dossier) for one in dossier.articles],
        "weeks": [_week(one, dossier) for one in dossier.weeks],
        "marks": {
            letter: {"fill": mark.fill, "ink": mark.ink, "says": mark.says} for letter, mark in MARKS.items()
        },
        "legend": _legend(dossier),
        "months": [_period(one) for one in dossier.months],
        "trimesters": [_period(one) for one in dossier.trimesters],
        "corrections": [_correction(one, dossier) for one in dossier.source.corrected],
        "sealed": dossier.source.sealed,
        "plans": [_plan(one) for one in dossier.plans],
        "letters": _letters(dossier),
        "steps": _steps(dossier),
        "exhibits": [_exhibit(one) for one in dossier.exhibits],
        "law": [_law(one) for one in dossier.articles],
        "limits": list(_limits(dossier)),
    }


# -- the cover and the figures ------------------------------------------------------------------------


def _about(dossier: Dossier) -> str:
    person = dossier.person
    status = "docteur junior" if person.status is Status.DOCTEUR_JUNIOR else "interne"
    said = f"{status}, {_PLACEMENTS[person.placement]}"
    if person.share < 1:
        said += f", temps partiel {wording.say_number(100 * person.share)} %"
    return wording.typography(said[0].upper() + said[1:])


def _summary(dossier: Dossier) -> Iterator[str]:
    """What the dossier shows, in a few sentences."""
    account = dossier.account
    weeks = sum(window.weeks for window in account.windows)
    if weeks > 0:
        mean = account.stage_half_days / weeks
        yield (
            f"{wording.say_duration(round(account.mean_minutes))} de travail par semaine en moyenne et "
            f"{wording.say_count(mean, 'demi-journée')} de stage par semaine, {dossier.span}."
        )
    if not dossier.count:
        yield "Aucun manquement à la loi sur cette période."
    for article in dossier.articles:
        times = wording.say_count(len(article.breaches), "fois", "fois")
        yield wording.typography(f"Enfreint {times} : {article.rule.says} ({article.rule.article}).")
    if account.rests_owed:
        yield (
            f"{wording.say_count(account.rests_kept, 'repos de sécurité donné', 'repos de sécurité donnés')} "
            f"sur {wording.say_count(account.rests_owed, 'dû', 'dus')}."
        )
    if account.surplus > 0 and account.recover_before:
        yield (
            f"{wording.say_count(account.surplus, 'demi-journée')} à récupérer avant le "
            f"{wording.say_day(account.recover_before)}."
        )


def _figures(dossier: Dossier) -> list[dict[str, Any]]:
    found = figures(dossier.account, dossier.person, limits(load(), dossier.last), dossier.judgement)
    return [
        {"says": one.says, "value": one.value, "allowed": one.allowed, "wrong": one.wrong} for one in found
    ]


# -- breaches -----------------------------------------------------------------------------------------


def _article(article: Article, dossier: Dossier) -> dict[str, Any]:
    rule = article.rule
    return {
        "code": rule.code,
        "says": _sentence(rule.says),
        "article": wording.typography(rule.article),
        "confidence": rule.confidence.value,
        "breaches": [
            {
                "number": one.number,
                "day": _when(one.breach.start, dossier),
                "says": _sentence(one.breach.because),
            }
            for one in article.breaches
        ],
    }


def _when(at: int, dossier: Dossier) -> str:
    return short_day(local(at, dossier.person.zone).toordinal())


def _law(article: Article) -> dict[str, Any]:
    rule = article.rule
    since = (
        f"en vigueur depuis le {wording.say_day(rule.valid.since)}"
        if rule.valid.since
        else "début non relevé"
    )
    return {
        "code": rule.code,
        "says": _sentence(rule.says),
        "cites": [_cite(cite) for cite in rule.cites],
        "facts": wording.typography(
            f"Force : {rule.force.value} ; {since} ; confiance {rule.confidence.value}."
        ),
        "doubt": _sentence(_plain(rule.doubt)) if rule.doubt else "",
    }


def _cite(cite: Citation) -> str:
    quote = f" : « {cite.quote} »" if cite.quote else ""
    number = f", {cite.id}" if cite.id else ""
    return wording.typography(
        f"{cite}{number}{quote} ({_SEEN[cite.seen]}, vérifié le {wording.say_day(cite.checked)})."
    )


# -- weeks --------------------------------------------------------------------------------------------


def _week(week: WeekPicture, dossier: Dossier) -> dict[str, Any]:
    sunday = date.fromordinal(week.monday.toordinal() + 6)
    account = next((one for one in dossier.account.weeks if one.monday == week.monday), None)
    figures_said = ""
    if account is not None:
        figures_said = (
            f"{wording.say_count(account.stage_half_days, 'demi-journée')}, "
            f"{wording.say_duration(account.minutes)}"
        )
    return {
        "title": f"Semaine {week.monday.isocalendar().week}, {wording.say_span(week.monday, sunday)}",
        "figures": figures_said,
        "breaches": wording.join([str(n) for n in _numbers(week, dossier)]),
        "days": [
            {
                "name": f"{WEEKDAYS[n]} {day_number(day)} {MONTHS[day.month - 1]}",
                "outside": week.outside[n],
                "bars": [
                    {
                        "x": bar.start,
                        "w": bar.end - bar.start,
                        "letter": bar.letter,
                        "thin": bar.thin,
                        "broken": bar.broken,
                    }
                    for bar in week.days[n]
                ],
            }
            for n in range(7)
            for day in [date.fromordinal(week.monday.toordinal() + n)]
        ],
    }


def _numbers(week: WeekPicture, dossier: Dossier) -> list[int]:
    """Breaches of that week, by number: those of a few days; a mean over months belongs to no week."""
    low, high = week.monday.toordinal(), week.monday.toordinal() + 6
    return [
        one.number
        for article in dossier.articles
        for one in article.breaches
        if one.breach.end - one.breach.start <= 7 * 1440
        and low <= local(one.breach.start, dossier.person.zone).toordinal() <= high
    ]


def _legend(dossier: Dossier) -> list[str]:
    used = {bar.letter for week in dossier.weeks for day in week.days for bar in day}
    return [letter for letter in MARKS if letter in used]


# -- statements, plans, corrections -------------------------------------------------------------------


def _period(one: PeriodAccount) -> dict[str, Any]:
    number, duration = wording.say_number, wording.say_duration
    return {
        "name": one.period.says,
        "complete": one.period.complete,
        "half_days": number(one.stage_half_days),
        "mean_half_days": number(one.mean_half_days),
        "hours": duration(one.minutes),
        "mean_hours": duration(round(one.mean_minutes)),
        "gardes": str(one.nights + one.day_duties),
        "demi_gardes": str(one.demi_gardes),
        "astreintes": str(one.astreintes),
        "call_outs": duration(one.call_out_minutes) if one.call_outs else "0",
        "rests": f"{one.rests_kept}/{one.rests_owed}",
        "university": number(one.university_half_days),
        "personal": number(one.personal_half_days),
        "leave": number(one.leave_days),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    compared = plan.comparison
    if compared is None:
        return {"name": plan.name, "says": "Aucun jour commun avec le temps fait.", "gaps": []}
    says = (
        f"{wording.say_count(len(compared.gaps), 'jour')} sur {compared.worked_days} ne se sont pas passés comme prévu ; "
        f"{wording.say_duration(compared.planned.minutes)} prévues, {wording.say_duration(compared.worked.minutes)} faites, "
        f"{wording.say_span(compared.first, compared.last)}."
    )
    gaps = [
        {
            "day": short_day(gap.day.toordinal()),
            "planned": wording.say_duration(gap.planned_minutes),
            "worked": wording.say_duration(gap.worked_minutes),
            "gap": f"{'+' if gap.minutes > 0 else ''}{wording.say_duration(gap.minutes)}",
            "says": wording.join(
                [f"en plus : {say.name(kind)}" for kind in dict.fromkeys(gap.added)]
                + [f"prévu, non fait : {say.name(kind)}" for kind in dict.fromkeys(gap.missing)]
            ),
        }
        for gap in compared.gaps[:_MOST_GAPS]
    ]
    return {"name": plan.name, "says": wording.typography(says), "gaps": gaps}


def _correction(noted: Noted, dossier: Dossier) -> dict[str, Any]:
    entry = noted.first
    zone = dossier.person.zone
    when = local(entry.start, zone)
    return {
        "number": noted.number,
        "entry": f"{say.name(entry.kind)}, {wording.say_day(when.date())}",
        "changes": [
            {
                "on": f"{one.recorded_at:%d/%m/%Y %H:%M}",
                "by": one.by or dossier.person.name,
                "says": _sentence(one.reason),
                "to": "retirée" if one.to is None else _hours(one.to.start, one.to.end, zone),
            }
            for one in noted.corrections
        ],
        "first": _hours(entry.start, entry.end, zone),
    }


def _hours(start: int, end: int, zone: str) -> str:
    return f"{moment(start, zone)} – {moment(end, zone)}"


# -- letters and exhibits -----------------------------------------------------------------------------


def _letters(dossier: Dossier) -> list[dict[str, str]]:
    if dossier.facts is None or dossier.progress is None:
        return []
    rows = []
    for standing in dossier.progress.standings:
        event = dossier.facts.event(standing.step.id)
        if event.begun is None:
            continue
        rows.append(
            {
                "says": _sentence(standing.step.says),
                "to": standing.step.to,
                "sent": _day(event.begun),
                "received": _day(event.received),
                "answered": _day(event.answered),
                "state": _sentence(f"{standing.state.value}, {standing.says}"),
                "proof": event.proof,
                "note": event.note,
            }
        )
    return rows


def _steps(dossier: Dossier) -> list[dict[str, str]]:
    """What may still be done, and by when."""
    if dossier.progress is None:
        return []
    open_states = (State.TO_DO, State.WAITING, State.TO_REMIND, State.OVERDUE)
    return [
        {"says": _sentence(one.step.says), "when": _sentence(one.says), "ground": _ground(one)}
        for one in dossier.progress.standings
        if one.state in open_states
    ]


def _ground(one: Standing) -> str:
    step = one.step
    doubt = f" Doute : {step.doubt}." if step.doubt else ""
    return wording.typography(f"{_sentence(step.source)} Confiance {step.confidence.value}.{doubt}")


def _exhibit(one: Exhibit) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "name": one.name,
        "digest": one.digest,
        "weight": f"{wording.say_number(len(one.content) / 1000, 1)}{wording.NARROW}ko",
        "pages": one.pages,
        "file": _file_name(one) if one.pages else "",
        "picture": one.suffix != ".pdf",
    }


def _limits(dossier: Dossier) -> Iterator[str]:
    """What the dossier does not say."""
    if dossier.source.timeline.nature is Nature.PLANNED:
        yield "Ce dossier porte sur un tableau prévu, et non sur un temps fait : il ne prouve aucune heure travaillée."
    yield (
        "Le temps est celui que l’interne a noté ; il n’a pas été comparé ici à un décompte de l’établissement."
        if not dossier.plans
        else "Le temps est celui que l’interne a noté, comparé aux tableaux versés au dossier."
    )
    if not dossier.source.sealed:
        yield "Ce relevé n’est pas un carnet scellé entrée par entrée : sa date de saisie n’est pas prouvée."
    opened = [window for window in dossier.account.windows if not window.closed]
    for window in opened:
        yield (
            f"Le trimestre qui finit le {wording.say_day(window.limit)} n’est pas entièrement couvert : "
            "sa moyenne peut encore changer."
        )
    doubts = [a.rule for a in dossier.articles if a.rule.confidence.value != "haute"]
    for rule in {rule.code: rule for rule in doubts}.values():
        yield f"La règle {rule.code} est de confiance {rule.confidence.value} : {_plain(rule.doubt)}."
    yield (
        "Cinq textes n’ont pas été lus en entier, dont les articles R. 6153-2-4 et R. 6153-2-5 sur les recours. "
        "Sextant informe ; il ne remplace ni le texte officiel, ni un avocat."
    )


def _plain(doubt: str) -> str:
    """A doubt for a judge: the names of our settings say nothing to one."""
    return _SETTINGS.sub("", doubt)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _sentence(text: str) -> str:
    """Capital, full stop, French typography."""
    said = wording.typography(text.strip())
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?', '!')) else '.'}" if said else ""
