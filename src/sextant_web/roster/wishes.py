"""Asking the interns: secret addresses, the answers, and carrying them into the facts."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.utils import timezone

from sextant import wording
from sextant.errors import BadInput
from sextant_web.people.models import User
from sextant_web.people.secret_address import hash_of
from sextant_web.roster.bridge import problem_of_facts
from sextant_web.roster.editing import as_day, said, save
from sextant_web.roster.models import Roster, Wish, WishLink

Json = dict[str, Any]


def make_links(row: Roster, until: date) -> dict[str, str]:
    """A new secret for each intern, name → token; those given before no longer open anything."""
    end = timezone.make_aware(datetime.combine(until, time(23, 59, 59)))
    tokens = {name: token_urlsafe(24) for name in row.names}
    with transaction.atomic():
        row.links.all().delete()
        WishLink.objects.bulk_create(
            WishLink(roster=row, name=name, secret_hash=hash_of(token), expires_at=end)
            for name, token in tokens.items()
        )
        Roster.objects.filter(pk=row.pk).update(wishes_until=until)
    return tokens


def link_of(token: str) -> WishLink | None:
    """The link that a token opens, expired or not; None for a token that nobody was given."""
    found = (
        WishLink.objects.select_related("roster__ward__hospital").filter(secret_hash=hash_of(token)).first()
    )
    return found if found is None or found.name in found.roster.names else None


def keep_answer(link: WishLink, asked: Json, message: str) -> None:
    """The answer of an intern; it replaces the one before."""
    Wish.objects.update_or_create(
        roster=link.roster,
        name=link.name,
        defaults={"asked": asked, "said": message, "answered_at": timezone.now(), "taken_at": None},
    )


@dataclass(frozen=True)
class Answered:
    """An intern as the head sees them: what is written, whether they answered, what they ask."""

    name: str
    written: str
    answer: str
    asked: list[str]
    said: str


def answers_told(row: Roster) -> list[Answered]:
    """Each intern of the roster, in order."""
    answers = {one.name: one for one in row.answers.all()}
    linked = set(row.links.values_list("name", flat=True))
    return [
        Answered(
            str(intern.get("name", "")),
            _written(intern),
            _answer(answers.get(str(intern.get("name"))), str(intern.get("name")) in linked),
            say_asked(one.asked)
            if (one := answers.get(str(intern.get("name")))) and one.taken_at is None
            else [],
            one.said if one else "",
        )
        for intern in row.facts.get("interns", [])
    ]


def _written(intern: Json) -> str:
    wishes = intern.get("wishes", {})
    parts = [
        wording.say_count(len(intern["university"]), "cours", "cours") if intern.get("university") else "",
        wording.say_count(len(intern["leave"]), "absence") if intern.get("leave") else "",
        wording.say_count(count, "souhait") if (count := sum(map(len, wishes.values()))) else "",
        wording.say_count(len(intern["fixed"]), "affectation") if intern.get("fixed") else "",
    ]
    return wording.join([part for part in parts if part]) or "rien"


def _answer(answer: Wish | None, linked: bool) -> str:
    if answer is not None:
        day = f"{timezone.localtime(answer.answered_at):%d/%m}"
        return f"reçue le {day}" + (", reprise" if answer.taken_at else ", à reprendre")
    return "pas encore" if linked else "pas demandée"


def say_asked(asked: Json) -> list[str]:
    """What an answer asks, line by line."""
    wishes = asked.get("wishes", {})
    lines = [f"cours : {', '.join(asked['university'])}"] if asked.get("university") else []
    lines += [f"congé {_span(one)}" for one in asked.get("leave", [])]
    lines += [f"autonome : {_phrases(one['when'])}" for one in wishes.get("personal", [])]
    lines += [f"éviter {_phrases(one['days'])}" for one in wishes.get("avoid", [])]
    return lines + [f"voudrait {_phrases(one['days'])}" for one in wishes.get("prefer", [])]


def _span(leave: Json) -> str:
    first, last = as_day(leave.get("from")), as_day(leave.get("to"))
    return wording.say_span(first, last) if first and last else ""


def _phrases(days: Iterable[str] | str) -> str:
    written = [days] if isinstance(days, str) else days
    return ", ".join(_said(str(one)) for one in written)


def _said(phrase: str) -> str:
    first, _, last = phrase.partition(" au ")
    since, until = as_day(first) if "-" in first else None, as_day(last or first) if "-" in first else None
    return wording.say_span(since, until) if since and until else phrase


def take_answers(row: Roster, revision: int, by: User) -> tuple[int, list[str]]:
    """Carries the answers that came since into the facts: how many, and those that cannot be, with why.

    Raises :class:`Changed` when somebody changed the facts since ``revision``.
    """
    facts, taken, refused = deepcopy(row.facts), [], []
    for answer in row.answers.filter(taken_at=None):
        n = row.names.index(answer.name)
        changed = deepcopy(facts)
        changed["interns"][n] = with_answer(changed["interns"][n], answer.asked)
        try:
            problem_of_facts(changed, lambda path, n=n: path[:2] == ("interns", n))
        except BadInput as error:
            if getattr(error, "path", ())[:2] == ("interns", n):
                refused.append(f"{answer.name} : {said(error)}")
                continue
        facts = changed
        taken.append(answer.pk)
    with transaction.atomic():
        if taken and not save(row, facts, revision, by):
            raise Changed
        Wish.objects.filter(pk__in=taken).update(taken_at=timezone.now())
    return len(taken), refused


class Changed(Exception):
    """Somebody else saved the roster in between; nothing was written."""


def with_answer(intern: Json, asked: Json) -> Json:
    """The facts of an intern with what they ask; what the head alone decides stays.

    An absence that is not a leave, and a leave that does not move, were written by the head: they stay too.
    """
    kept = [
        one
        for one in intern.get("leave", [])
        if one.get("kind", "conge") != "conge" or one.get("movable") is False
    ]
    leave = [one for one in asked.get("leave", []) if one not in kept]
    changed = {**intern, "leave": [*kept, *leave], "wishes": asked.get("wishes", {})}
    if asked.get("university"):
        changed["university"] = asked["university"]
    return {key: value for key, value in changed.items() if value not in ([], {})}
