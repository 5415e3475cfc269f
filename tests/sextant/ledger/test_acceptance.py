"""What a ledger refuses: one clear French sentence each, and nothing noted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.span import instant
from sextant.errors import AlreadyNoted, BadEntry
from sextant.ledger.acceptance import accept, accept_correction, check_clock
from sextant.ledger.entry import Correction, Entry, absence
from tests.sextant.ledger.noted import MONDAY, NIGHT, NOW, at, noted

TUESDAY = MONDAY + timedelta(days=1)
TODAY = date(2026, 12, 1)
NIGHT_OF_TUESDAY = noted("garde-nuit", TUESDAY, *NIGHT)


def long(hours: int) -> Entry:
    start = at(MONDAY, "08:30")
    return Entry("long-0001", Kind.STAGE, start, start + 60 * hours, NOW)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (noted(day=TODAY + timedelta(days=2)), "n’est pas encore passée"),
        (noted("garde-nuit", TODAY, *NIGHT), "n’est pas finie"),
        (long(40), "dure 40 h, plus qu’une garde de 24 h"),
        (long(-1), "finit avant de commencer"),
        (noted(day=date(1926, 11, 16)), "a plus de 12 ans"),
        (noted(start="08:30", end="18:30"), "sans dire combien de demi-journées"),
        (noted(lunch=60), "seule une journée de deux demi-journées a une coupure"),
        (noted(out_of_care=500), "plus de temps hors du soin que de présence"),
        (noted(half_days=3, end="18:30"), "une ou deux demi-journées"),
        (noted("garde-nuit", MONDAY, "08:30", "08:30"), "se note en deux"),
        (noted("garde-jour", MONDAY, "08:30", "08:30"), "se note en deux"),
        (noted(recorded_at=NOW + timedelta(days=1)), "l’horloge de l’appareil avance"),
        (noted(note="a\x00b"), "caractère invisible"),
        (noted(note="x" * 501), "501 caractères"),
        (noted(id="é" * 12), "identifiant"),
        (noted(tags=("x",) * 11), "dix étiquettes"),
        (noted("deplacement"), "se note dans son astreinte"),
        (noted(call_outs=(CallOut(at(MONDAY, "09:00"), at(MONDAY, "10:00"), 60),)), "seule une astreinte"),
        (absence("leave-0001", Kind.LEAVE, TODAY.toordinal() + 1, NOW), "n’est pas encore passée"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_one_sentence(entry: Entry, says: str) -> None:
    with pytest.raises(BadEntry) as told:
        accept(entry, [], NOW)
    said = str(told.value).replace("\u202f", " ")
    assert says in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("calls", "says"),
    [
        ([("22:00", "20:00", 60)], "finit avant de commencer"),
        ([("12:00", "13:00", 60)], "ne commence pas pendant l’astreinte"),
        ([("20:00", "22:00", 60), ("21:00", "23:00", 60)], "chevauche le précédent"),
        ([("20:00", "21:00", 90)], "plus de temps sur place"),
    ],
)
def test_a_call_out_that_cannot_be_is_told(calls: list[tuple[str, str, int]], says: str) -> None:
    outs = tuple(CallOut(at(MONDAY, start), at(MONDAY, end), site) for start, end, site in calls)
    with pytest.raises(BadEntry, match=says):
        accept(noted("astreinte", MONDAY, *NIGHT, call_outs=outs), [], NOW)


def test_an_unknown_zone_is_told() -> None:
    entry = noted()
    with pytest.raises(BadEntry, match="n’est pas un fuseau horaire"):
        accept(Entry(entry.id, entry.kind, entry.start, entry.end, NOW, zone="Mars/Olympus"), [], NOW)


def test_an_absence_of_today_is_noted_in_the_morning() -> None:
    morning = datetime.fromisoformat("2026-12-01T07:00+01:00")
    sick = absence("sick-0001", Kind.SICKNESS, TODAY.toordinal(), morning)
    assert accept(sick, [], morning) == sick


def test_an_overlap_names_both() -> None:
    with pytest.raises(BadEntry) as told:
        accept(noted(day=TUESDAY + timedelta(days=1), start="08:00"), [NIGHT_OF_TUESDAY], NOW)
    assert "« garde de nuit » du 17 novembre 2026" in str(told.value)


def test_touching_presences_do_not_overlap() -> None:
    accept(noted(day=TUESDAY + timedelta(days=1)), [NIGHT_OF_TUESDAY], NOW)


def test_a_leave_after_a_night_that_ends_late_is_accepted() -> None:
    late = noted("garde-nuit", TUESDAY, "18:30", "09:30")
    accept(absence("leave-0001", Kind.LEAVE, TUESDAY.toordinal() + 1, NOW), [late], NOW)


@pytest.mark.parametrize("facts", [{}, {"id": "other-phone-1"}])
def test_the_same_presence_sent_twice_changes_nothing(facts: dict[str, Any]) -> None:
    with pytest.raises(AlreadyNoted, match="déjà dans le carnet"):
        accept(noted(**facts), [noted()], NOW)


def test_two_phones_that_disagree_are_told() -> None:
    with pytest.raises(BadEntry, match="avec d’autres précisions") as told:
        accept(noted(id="other-phone-1", pause=False), [noted()], NOW)
    assert not isinstance(told.value, AlreadyNoted)


def test_an_id_of_another_entry_is_told() -> None:
    with pytest.raises(BadEntry, match="porte l’identifiant d’une autre entrée"):
        accept(noted(id="twice-000"), [noted(day=TUESDAY, id="twice-000")], NOW)


def test_a_week_off_line_arrives_in_any_order() -> None:
    days = [noted(day=MONDAY + timedelta(days=n)) for n in (4, 0, 3, 1, 2)]
    for n, entry in enumerate(days):
        assert accept(entry, days[:n], NOW) == entry


@pytest.mark.parametrize(
    ("gap", "says"), [(timedelta(days=1), "avance de 1 jour"), (timedelta(minutes=-75), "retarde de 1 h 15")]
)
def test_a_clock_that_is_wrong_is_told(gap: timedelta, says: str) -> None:
    with pytest.raises(BadEntry) as told:
        check_clock(NOW + gap, NOW)
    assert says in str(told.value).replace("\u202f", " ")


def test_a_clock_that_is_nearly_right_passes() -> None:
    check_clock(NOW + timedelta(minutes=3), NOW)


# -- clock changes, two zones ---------------------------------------------------------------------------


def test_a_garde_on_the_night_when_clocks_go_back_lasts_an_hour_more() -> None:
    entry = noted("garde-nuit", date(2026, 10, 24), *NIGHT)
    assert accept(entry, [], NOW).minutes == 15 * 60


def test_twenty_four_hours_across_the_change_are_accepted() -> None:
    day = date(2026, 10, 24).toordinal()
    start, end = instant(day, 8 * 60 + 30), instant(day + 1, 8 * 60 + 30)
    assert end - start == 25 * 60
    accept(Entry("long-0001", Kind.STAGE, start, end, NOW, half_days=2), [], NOW)


def test_the_same_clock_in_two_zones_is_not_the_same_time() -> None:
    there = noted(zone="Indian/Reunion", id="there-0001")
    accept(there, [noted(start="10:00")], NOW)  # 08:30-13:00 at Saint-Denis is 05:30-10:00 in Paris
    with pytest.raises(BadEntry, match="chevauche"):
        accept(there, [noted(start="09:30")], NOW)


# -- corrections ----------------------------------------------------------------------------------------


def correction(to: Entry | None, reason: str = "heure de fin oubliée") -> Correction:
    return Correction("corr-0001", noted().id, to, reason, NOW)


def test_a_correction_is_accepted_beside_the_others() -> None:
    right = correction(noted(end="13:30"))
    assert accept_correction(right, noted(), [noted(), noted(start="14:00", end="18:30")], NOW) == right
    assert accept_correction(correction(None), noted(), [noted()], NOW).to is None


@pytest.mark.parametrize(
    ("made", "standing", "says"),
    [
        (correction(noted(end="13:30")), None, "n’est pas dans le carnet"),
        (correction(noted(end="13:30"), " "), noted(), "dit pourquoi"),
        (correction(noted()), noted(), "ne change rien"),
        (correction(noted(day=TUESDAY)), noted(), "garde l’identifiant"),
        (correction(noted(end="15:00")), noted(), "chevauche"),
        (correction(noted(end="08:00")), noted(), "sans dire combien"),
    ],
)
def test_a_correction_that_cannot_be_is_told(made: Correction, standing: Entry | None, says: str) -> None:
    with pytest.raises(BadEntry, match=says):
        accept_correction(made, standing, [noted(), noted(start="14:00", end="18:30")], NOW)
