"""What the finder was asked, read from its form: weights, limits, near which place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from sextant.benefits import places
from sextant.territory.commune import Territory
from sextant.territory.criteria import MOST, Criterion, criteria
from sextant.territory.finder import ZONES, Limits, usual_weights


class Where(forms.Form):
    """Hard limits; everything may stay empty."""

    departement = forms.ChoiceField(required=False, choices=[("", "toute la France")])
    zone = forms.MultipleChoiceField(required=False, choices=[(zone, zone) for zone in ZONES])
    rural = forms.BooleanField(required=False)
    people_least = forms.IntegerField(
        label="Au moins tant d’habitants", required=False, min_value=0, max_value=3_000_000
    )
    people_most = forms.IntegerField(
        label="Au plus tant d’habitants", required=False, min_value=0, max_value=3_000_000
    )
    within = forms.IntegerField(label="À combien de minutes", required=False, min_value=1, max_value=240)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        known = [(code, f"{code} {name}") for code, name in places.departements().items()]
        self.fields["departement"].choices = [("", "toute la France"), *known]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Slider:
    """One question of the finder, with its weight and the minutes not to pass."""

    name: str
    criterion: Criterion
    weight: int
    at_most: str


@dataclass(frozen=True)
class Wanted:
    """The whole request, and what is wrong with it. ``choices`` are the communes that « près de » may mean."""

    weights: Mapping[str, int]
    limits: Limits
    sliders: tuple[Slider, ...]
    said: Mapping[str, object]
    wrong: tuple[str, ...] = ()
    choices: tuple[Mapping[str, object], ...] = field(default=())


def read_wanted(post: QueryDict, territory: Territory) -> Wanted:
    """The request of a form; with an empty one, the usual weights and no limit."""
    wrong: list[str] = []
    weights, at_most = usual_weights(), dict[str, float]()
    for name, criterion in criteria().items():
        weights[name] = _whole(post.get(f"poids.{name}", ""), weights[name], MOST, criterion.says, wrong)
        minutes = _whole(post.get(f"limite.{name}", ""), -1, 240, criterion.says, wrong)
        if minutes >= 0:
            at_most[name] = float(minutes)
    form = Where(post)
    if not form.is_valid():
        wrong += [f"{form.fields[key].label or key} : {errors[0]}" for key, errors in form.errors.items()]
    clean = form.cleaned_data
    near, choices = _near(post, territory, wrong)
    departement = clean.get("departement")
    limits = Limits(
        zones=frozenset(clean.get("zone") or ()),
        rural=bool(clean.get("rural")),
        departements=frozenset([departement] if departement else ()),
        people_least=clean.get("people_least"),
        people_most=clean.get("people_most"),
        at_most=at_most,
        near=near,
        near_minutes=clean.get("within") or 60,
    )
    sliders = tuple(
        Slider(name, one, weights[name], f"{at_most[name]:.0f}" if name in at_most else "")
        for name, one in criteria().items()
    )
    said = {
        "departement": departement or "", "zones": limits.zones, "rural": limits.rural,
        "people_least": post.get("people_least", "")[:9], "people_most": post.get("people_most", "")[:9],
        "within": post.get("within", "")[:4], "near": post.get("pres", "")[:80], "near_code": near,
    }  # fmt: skip
    return Wanted(weights, limits, sliders, said, tuple(wrong), choices)


def _whole(text: str, otherwise: int, most: int, says: str, wrong: list[str]) -> int:
    text = text.strip()
    if not text:
        return otherwise
    if not text.isascii() or not text.isdigit() or int(text[:9]) > most:
        wrong.append(f"{says} : « {text[:20]} » n’est pas un nombre de 0 à {most}.")
        return otherwise
    return int(text)


def _near(
    post: QueryDict, territory: Territory, wrong: list[str]
) -> tuple[str, tuple[Mapping[str, object], ...]]:
    """The code of the commune that « près de » means, and those to choose from when there are several."""
    words = " ".join(post.get("pres", "").split())[:80]
    if not words:
        return "", ()
    found = territory.search(words, most=6)
    codes = [one["code"] for one in found]
    chosen = post.get("pres_code", "")
    if chosen in codes:
        return chosen, tuple(found) if len(found) > 1 else ()
    if not found:
        wrong.append(
            f"Aucune commune ne s’appelle « {words} ». Essayez son code postal, ou le début de son nom."
        )
        return "", ()
    same = [one for one in found if one["name"].casefold() == found[0]["name"].casefold()]
    if len(same) > 1:
        wrong.append(f"Plusieurs communes s’appellent « {found[0]['name']} » : choisissez la vôtre.")
        return "", tuple(same)
    return codes[0], ()
