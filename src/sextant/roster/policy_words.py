"""A policy of a ward in one French sentence, from the keys of its file: « Gardes : 4 au plus pour chacun (samedi) »."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sextant import wording
from sextant.roster.policy_form import (
    CalledForm,
    CoverForm,
    MinutesForm,
    MovesForm,
    NumberForm,
    PolicyForm,
    RequestForm,
    RestRunForm,
    SpreadForm,
    SuccessionForm,
    WeekendsForm,
    WeighedForm,
    WholeWeekendsForm,
    WorkRunForm,
)

Names = Mapping[str, str]
"""What each post is called, by its identifier."""

SHAPES: dict[str, type[PolicyForm]] = {
    "successions": SuccessionForm,
    "numbers": NumberForm,
    "minutes": MinutesForm,
    "weekends": WeekendsForm,
    "weekends_running": WeekendsForm,
    "whole_weekends": WholeWeekendsForm,
    "work_runs": WorkRunForm,
    "rest_runs": RestRunForm,
    "spreads": SpreadForm,
    "called": CalledForm,
    "moves": MovesForm,
    "cover": CoverForm,
    "requests": RequestForm,
}
"""The form of each shape, by its key in ward files."""


def say_policy(key: str, form: PolicyForm, names: Names) -> str:
    """What the policy asks, of whom, and whether it gives way."""
    said = _SAYS[key](form, names)
    return f"{said[0].upper()}{said[1:]}. {_price(form)}"


def _price(form: PolicyForm) -> str:
    if isinstance(form, CoverForm):
        under = "jamais moins" if form.under is None else f"{_number(form.under)} par personne qui manque"
        over = (
            "jamais plus"
            if form.over is None
            else f"{_number(form.over)} par personne de trop"
            if form.over
            else ""
        )
        told = f"{under}, {over}" if over else under
        return f"{told[0].upper()}{told[1:]}."
    weight = form.weight if isinstance(form, WeighedForm) else None
    return "Ne cède jamais." if weight is None else f"Cède au prix de {_number(weight)} par manque."


def _number(value: int) -> str:
    return wording.say_number(value)


def _people(form: PolicyForm) -> str:
    """« chacun », « Camille et Yanis », « chacun de ceux qui ont la compétence « pédiatrie » »."""
    named = wording.join(list(form.who))
    if not form.skill:
        return named or "chacun"
    skilled = f"qui ont la compétence « {form.skill} »"
    return f"ceux de {named} {skilled}" if named else f"ceux {skilled}"


def _posts(posts: Sequence[str], names: Names, every: str = "toutes les gardes et tous les postes") -> str:
    return wording.join([names.get(post, post) or post for post in posts]) if posts else every


def _days(days: Sequence[str] | None) -> str:
    return f" ({', '.join(map(str, days))})" if days else ""


def _bounds(low: int, high: int | None, say: Callable[[int], str] = _number, free: int = 0) -> str:
    if high is None:
        return f"{say(low)} au moins" if low > free else "sans limite"
    if low <= free:
        return f"{say(high)} au plus"
    return say(low) if low == high else f"de {say(low)} à {say(high)}"


def _succession(form: SuccessionForm, names: Names) -> str:
    later = "le lendemain" if form.after == 1 else f"{form.after} jours plus tard"
    whom = "" if not form.who and not form.skill else f", pour {_people(form)}"
    first, then = _posts(form.first, names), _posts(form.then, names)
    return f"après {first}{_days(form.days)}, pas de {then} {later}{whom}"


def _called(form: CalledForm, names: Names) -> str:
    among = "" if not form.who and not form.skill else f", parmi {_people(form)}"
    return f"le moins de personnes possible pour {_posts(form.posts, names)}{among}"


def _moves(form: MovesForm, names: Names) -> str:
    groups = " / ".join(_posts(group, names) for group in form.groups)
    return f"{_people(form)} ne change pas de place ({groups})"


def _cover(form: CoverForm, names: Names) -> str:
    among = "" if not form.who and not form.skill else f", parmi {_people(form)}"
    return (
        f"{_posts(form.posts, names)} : {wording.say_count(form.needed, 'personne')}{_days(form.days)}{among}"
    )


def _request(form: RequestForm, names: Names) -> str:
    what = "demande" if form.wanted else "demande à éviter"
    return (
        f"{_people(form)} {what} {_posts(form.posts, names, 'toute garde et tout poste')}{_days(form.days)}"
    )


def _some(posts: Sequence[str], names: Names) -> str:
    """The posts when not all are meant, after a comma."""
    return f", {_posts(posts, names)}" if posts else ""


_SAYS: dict[str, Callable[..., str]] = {
    "successions": _succession,
    "numbers": lambda f, names: (
        f"{_posts(f.posts, names)} : {_bounds(f.at_least, f.at_most)} pour {_people(f)}{_days(f.days)}"
    ),
    "minutes": lambda f, names: (
        f"temps de travail : {_bounds(f.at_least, f.at_most, wording.say_duration)} pour {_people(f)}{_days(f.days)}"
    ),
    "weekends": lambda f, names: (
        f"week-ends travaillés : {f.at_most} au plus pour {_people(f)}{_some(f.posts, names)}"
    ),
    "weekends_running": lambda f, names: (
        f"week-ends de suite : {f.at_most} au plus pour {_people(f)}{_some(f.posts, names)}"
    ),
    "whole_weekends": lambda f, names: f"week-ends entiers ou pas du tout, pour {_people(f)}",
    "work_runs": lambda f, names: (
        f"jours de suite : {_bounds(f.at_least, f.at_most, free=1)} pour {_people(f)}{_some(f.posts, names)}"
    ),
    "rest_runs": lambda f, names: (
        f"jours de repos de suite : {f.at_least} au moins pour {_people(f)}{_some(f.posts, names)}"
    ),
    "spreads": lambda f, names: (
        f"{_posts(f.posts, names)} : {f.within} d’écart au plus entre deux personnes, à temps égal{_days(f.days)}"
    ),
    "called": _called,
    "moves": _moves,
    "cover": _cover,
    "requests": _request,
}
