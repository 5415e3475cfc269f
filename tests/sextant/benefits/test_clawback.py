"""What is paid back when leaving in month m."""

from __future__ import annotations

from datetime import date

from sextant.benefits.answer import answer
from sextant.benefits.assess import assess
from sextant.benefits.clawback import Phase, curve
from tests.sextant.benefits.people import SARAH, TODAY, situation


def phases(name: str, **changes: object) -> tuple[Phase, ...]:
    found = assess(situation(SARAH, **changes), TODAY)
    return answer(found, found[name]).phases


def test_a_caim_is_paid_back_in_proportion_of_the_time_left() -> None:
    (phase,) = phases("am-caim", projet__date=date(2025, 12, 31), projet__jours_semaine=4)
    assert phase.months == 60
    assert [phase.after(month) for month in (0, 30, 60, 99)] == [50_000, 25_000, 0, 0]


def test_an_aid_without_clawback_has_no_series() -> None:
    assert phases("am-primo-zip") == ()


def test_leaving_a_frr_zone_before_five_years_gives_back_what_was_exempt() -> None:
    (phase,) = phases("fisc-frr-plus")
    assert [phase.after(month) for month in (0, 12, 59, 60)] == [0, 85_000, 417_916.67, 0]
    (taxed,) = phases("fisc-frr-plus", fiscal__taux_imposition=30)
    assert (taxed.after(12), taxed.unit) == (25_500, "€")


def test_a_cesp_broken_during_the_studies_then_after() -> None:
    during, after = phases("cesp", personne__statut="interne", personne__annee_etudes=7)
    assert during.after(24) == 24 * 1200 + 24 * 200
    assert during.at_most
    assert [after.after(month) for month in (0, 47, 48)] == [48 * 1200 + 20_000, 1200 + 20_000, 0]
    assert during.say(24).replace("\u202f", " ") == "au bout de 24 mois : au plus 33 600 €"


def test_a_series_is_ready_to_be_drawn() -> None:
    (phase,) = phases("am-caim", projet__date=date(2025, 12, 31), projet__jours_semaine=4)
    drawn = curve(phase, width=300, height=100)
    assert drawn.points[0] == (0, 0)
    assert drawn.points[-1] == (300, 100)
    assert [mark for _, mark in drawn.months] == [
        "0 mois",
        "12 mois",
        "24 mois",
        "36 mois",
        "48 mois",
        "60 mois",
    ]
