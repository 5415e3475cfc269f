"""What the notation refuses: the day, the word, the reason, an example of what would do."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.almanac.notation import parse_week, parse_weeks, write_week
from sextant.errors import BadInput, BadNotation

PLAIN = date(2026, 11, 16)


def refusal(text: str, monday: date = PLAIN) -> str:
    with pytest.raises(BadNotation) as refused:
        parse_week(text, monday)
    assert refused.value.remedy, "a refusal says what would do"
    return str(refused.value)


def on_wednesday(word: str) -> str:
    said = refusal(f"MA MA {word} MA MA .. ..")
    assert said.startswith("mercredi, « ")
    return said


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("MZ", "« Z » n’est pas une lettre de la notation"),
        ("Mé", "« é » n’est pas une lettre de la notation"),
        ("n", "« n » n’est pas une lettre de la notation. Vouliez-vous « N » (garde de nuit)"),
        ("AM", "« M » (le matin) est écrit après l’après-midi"),
        ("NA", "« A » (l’après-midi) est écrit après la nuit"),
        ("Au", "« u » (le matin) est écrit après l’après-midi"),
        ("MM", "deux signes pour le matin"),
        (".M", "deux signes pour le matin"),
        ("JA", "deux signes pour l’après-midi"),
        ("ND", "deux signes pour la nuit"),
        ("Na", "deux signes pour la nuit"),
        ("uuu", "il n’y a plus de demi-journée libre pour « u »"),
        ("....", "trop de points"),
        ("G", "« G » (garde de 24 h) n’existe que le samedi, le dimanche et les jours fériés"),
        ("cM", "« c » (congé annuel) prend la journée entière"),
        ("Mc", "« c » (congé annuel) prend la journée entière"),
        ("ma", "« m » (maladie, absence justifiée) prend la journée entière"),
        ("c(08:00-12:00)", "« c » (congé annuel) se compte en jours entiers"),
        ("c!", "« c » (congé annuel) se compte en jours entiers"),
        ("M(25:00-26:00)", "« 25:00 » n’est pas une heure"),
        ("M(08:60-12:00)", "« 08:60 » n’est pas une heure"),
        ("M(8-12)", "« 8 » n’est pas une heure"),
        ("M()", "ne dit pas quand finit cette demi-journée"),
        ("M(08:00)", "ne dit pas quand finit cette demi-journée"),
        ("M(8h)", "ne dit pas quand finit cette demi-journée"),
        ("N(20:00)", "ne dit pas quand finit cette demi-journée"),
        ("u(14:00)", "ne dit pas quand finit cette demi-journée"),
        ("u()", "n’est pas une durée"),
        ("M(08:00-12:00-14:00)", "n’est pas un horaire"),
        ("M(13:30-08:00)", "finit avant de commencer"),
        ("A(18:30-14:00)", "finit avant de commencer"),
        ("u(12:00-10:00)", "finit avant de commencer"),
        ("J(18:30-08:30)", "finit avant de commencer"),
        ("x(09:00-08:00)", "finit avant de commencer"),
        ("M(08:30-08:30)", "commence et finit à la même heure"),
        ("N(18:30-18:30)", "commence et finit à la même heure"),
        ("M(14:00-18:00)", "n’est pas le matin"),
        ("A(08:00-12:00)", "n’est pas l’après-midi"),
        ("N(08:00-20:00)", "n’est pas une nuit"),
        ("N(08:30-18:30)", "n’est pas une nuit"),
        ("N(13:00-18:00)", "n’est pas une nuit"),
        ("MA(12:30-18:00)", "n’est pas une journée d’un seul tenant"),
        ("MA(08:00-12:00)", "n’est pas une journée d’un seul tenant"),
        ("S(20:00-23:00)", "« S » est une demi-journée de jour"),
        ("u(4)", "« 4 » n’est pas une durée"),
        ("u(5h75)", "« 5h75 » n’est pas une durée"),
        ("u(0h)", "n’est pas une durée"),
        ("x", "« x » a besoin d’heures"),
        ("x(4h)", "« x » a besoin d’heures"),
        ("M@gardes", "« @gardes » nomme une ligne de garde"),
        ("M+", "« + » (accord de l’interne) ne suit qu’une garde ou une astreinte"),
        ("u!", "« u! » ne veut rien dire"),
        ("@gardes", "« @ » ne suit pas une lettre"),
        ("J@a@b", "« @ » ne suit pas une lettre"),
        ("(08:00-12:00)", "« ( » ne suit pas une lettre"),
        ("a(10:00-12:00)", "ne commence pas pendant l’astreinte (18:30-08:30)"),
        ("a(20:00-22:00,21:00-23:00)", "deux déplacements se chevauchent"),
        ("a(20:00-22:00~3h)", "plus de temps sur place que de déplacement"),
        ("a(04:00-02:00)", "finit avant de commencer"),
        ("a(4h)", "n’est pas un horaire"),
    ],
)
def test_a_word_is_refused_with_its_day_and_its_reason(word: str, reason: str) -> None:
    assert reason in on_wednesday(word)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("e", "« e » a besoin d’heures le samedi, le dimanche et les jours fériés"),
        ("SS", "l’après-midi est déjà pris"),
        ("G(08:00-08:00)", "« G » est une garde de 24 h, aux heures habituelles"),
        ("MA!N", "fait partie de la garde"),
        ("GN", "deux signes pour la nuit"),
    ],
)
def test_a_saturday_is_refused_with_its_reason(word: str, reason: str) -> None:
    assert reason in refusal(f".. .. .. .. .. {word} ..")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("MA MA MA MA MA ..", ("« MA MA MA MA MA .. » a 6 mots, il en faut 7, un par jour, de lundi à dimanche. "
         "Un jour libre s’écrit « .. ». Par exemple : « MA MAN .. MA MA .. .. ».")),
        ("MA MA MA MA MA .. .. ..", ("« MA MA MA MA MA .. .. .. » a 8 mots, il en faut 7, un par jour, "
         "de lundi à dimanche. Un jour libre s’écrit « .. ». Par exemple : « MA MAN .. MA MA .. .. ».")),
        ("", "la semaine est vide. Par exemple : « MA MAN .. MA MA .. .. »."),
        ("MA MA M(08:00-12:00 MA .. .. ..", ("mercredi, « M(08:00-12:00 MA .. .. .. » : une parenthèse n’est pas "
         "fermée. Par exemple : « M(08:00-13:30) ».")),
        ("MA M) .. .. .. .. ..", ("mardi, « M) » : une parenthèse est fermée sans être ouverte. "
         "Par exemple : « M(08:00-13:30) ».")),
        ("M(( .. .. .. .. .. ..", ("lundi, « M(( » : une parenthèse n’est pas fermée. "
         "Par exemple : « M(08:00-13:30) ».")),
        (".. .. .. G .. .. ..", ("jeudi, « G » : « G » (garde de 24 h) n’existe que le samedi, le dimanche et les "
         "jours fériés. En semaine, écrivez « MAN » : la journée puis la nuit.")),
    ],
)  # fmt: skip
def test_a_refusal_is_a_page_of_the_manual(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


def test_two_weeks_are_not_one() -> None:
    assert "« | » sépare deux semaines" in refusal("MA .. .. .. .. .. .. | MA .. .. .. .. .. ..")


def test_a_week_starts_on_a_monday() -> None:
    said = refusal("MA .. .. .. .. .. ..", date(2026, 11, 18))
    assert said == (
        "la semaine commence le mercredi 18/11/2026, qui n’est pas un lundi. "
        "Le lundi de cette semaine est le 16/11/2026."
    )
    with pytest.raises(BadNotation):
        write_week([], date(2026, 11, 18))


@pytest.mark.parametrize("repeat", [0, -1, 10**9])
def test_a_repetition_stays_within_reason(repeat: int) -> None:
    with pytest.raises(BadNotation, match="répétition"):
        parse_weeks("MA .. .. .. .. .. ..", PLAIN, repeat=repeat)


def test_an_unknown_territory_is_refused_with_the_choices() -> None:
    with pytest.raises(BadInput, match="guadeloupe"):
        parse_week("MA .. .. .. .. .. ..", PLAIN, territory="atlantide")


def test_a_long_word_is_not_repeated_whole() -> None:
    assert len(refusal("Z" * 10_000 + " .. .. .. .. .. ..")) < 300
