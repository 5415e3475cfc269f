"""A week in letters: what each word says, to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import DEFAULT_HOURS, Hours
from sextant.almanac.notation import LETTERS, parse_week, parse_weeks, write_week
from sextant.almanac.span import local
from sextant.errors import BadNotation

PLAIN = date(2026, 11, 16)  # a Monday; no public holiday until Christmas
DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
# Half-days of stage that an activity counts for (facts on working time, conversion table).
COUNTS = {
    Kind.STAGE: 1,
    Kind.GARDE_NUIT: 2,
    Kind.GARDE_JOUR: 2,
    Kind.DEMI_GARDE: 1,
    Kind.CONTINUITE: 1,
}


def said(activity: Activity, zone: str = "Europe/Paris") -> str:
    """« sam stage 08:30-13:00 »; the end may be on the next day."""
    start, end = local(activity.start, zone), local(activity.end, zone)
    return f"{DAYS[(activity.day - 1) % 7]} {activity.kind} {start:%H:%M}-{end:%H:%M}"


def week(*words: str, **day: str) -> str:
    """Free days, but for the first words or the days named."""
    found = [*words, *[".."] * (7 - len(words))]
    for name, word in day.items():
        found[DAYS.index(name)] = word
    return " ".join(found)


def read(*words: str, monday: date = PLAIN, hours: Hours = DEFAULT_HOURS, **day: str) -> list[str]:
    return [said(activity) for activity in parse_week(week(*words, **day), monday, hours=hours)]


def half_days(weeks: str) -> int:
    return sum(COUNTS.get(activity.kind, 0) for activity in parse_weeks(weeks, PLAIN))


def minutes(weeks: str) -> int:
    return sum(
        activity.minutes
        for activity in parse_weeks(weeks, PLAIN)
        if activity.kind in COUNTS or activity.kind is Kind.UNIVERSITY
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("M", ["mar stage 08:30-13:00"]),
        ("A", ["mar stage 14:00-18:30"]),
        ("N", ["mar garde-nuit 18:30-08:30"]),
        ("D", ["mar demi-garde 18:30-00:30"]),
        ("J", ["mar garde-jour 08:30-18:30"]),
        ("a", ["mar astreinte 18:30-08:30"]),
        ("b", ["mar astreinte 08:30-18:30"]),
        ("u", ["mar universitaire 08:30-13:50"]),
        (".u", ["mar universitaire 14:00-19:20"]),
        ("p", ["mar autonome 08:30-13:00"]),
        ("Mp", ["mar stage 08:30-13:00", "mar autonome 14:00-18:30"]),
        ("RR", ["mar repos 08:30-13:00", "mar repos 14:00-18:30"]),
        ("r", ["mar recuperation 08:30-13:00"]),
        ("c", ["mar conge 08:30-18:30"]),
        ("m", ["mar maladie 08:30-18:30"]),
        ("ff", ["mar formation-syndicale 08:30-18:30"]),
        ("e", ["mar pdsa 20:00-00:00"]),
        ("x(14:00-19:30)", ["mar appel-exceptionnel 14:00-19:30"]),
        ("x(22:00-02:00)", ["mar appel-exceptionnel 22:00-02:00"]),
        ("M.a", ["mar stage 08:30-13:00", "mar astreinte 18:30-08:30"]),
        ("..", []),
        (".", []),
        ("...", []),
    ],
)
def test_each_letter_says_its_kind_and_its_hours(word: str, expected: list[str]) -> None:
    assert read(mar=word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("M(08:00-13:30)", "mar stage 08:00-13:30"),
        ("M(8h-13h30)", "mar stage 08:00-13:30"),
        ("M(8H00 – 13h30)", "mar stage 08:00-13:30"),
        ("N(20:00-08:00)", "mar garde-nuit 20:00-08:00"),
        ("N(18h30-8h30)", "mar garde-nuit 18:30-08:30"),
        ("u(4h)", "mar universitaire 08:30-12:30"),
        ("u(5h20)", "mar universitaire 08:30-13:50"),
        ("u(0:45)", "mar universitaire 08:30-09:15"),
        ("u(45min)", "mar universitaire 08:30-09:15"),
        ("u(14:00-17:00)", "mar universitaire 14:00-17:00"),
        ("u(19:00-21:00)", "mar universitaire 19:00-21:00"),
        ("A(14:00-24:00)", "mar stage 14:00-00:00"),
        ("A(14:00-01:00)", "mar stage 14:00-01:00"),
    ],
)
def test_times_in_parentheses_replace_the_usual_ones(word: str, expected: str) -> None:
    assert read(mar=word) == [expected]


def test_a_duty_that_starts_after_midnight_falls_on_the_next_date() -> None:
    for word in ("N(00:30-08:30)", "D(00:30-08:30)", "e(00:00-08:00)"):
        [second] = parse_week(week(mar=word), PLAIN)
        assert local(second.start).date() == local(second.end).date() == date(2026, 11, 18)
        assert (date.fromordinal(second.day), second.half_day) == (date(2026, 11, 17), HalfDay.NIGHT)


def test_a_shift_in_town_by_day_is_of_that_day() -> None:
    [shift] = parse_week(week(dim="e(08:00-20:00)"), PLAIN)
    assert local(shift.start).date() == date(2026, 11, 22)
    assert (shift.half_day, shift.minutes) == (HalfDay.MORNING, 12 * 60)


def test_a_day_in_one_stretch_is_two_half_days() -> None:
    assert read("MA(08:00-22:00)") == ["lun stage 08:00-13:00", "lun stage 13:00-22:00"]
    assert read("MA(15:00-18:00)") == ["lun stage 08:30-13:00", "lun stage 15:00-18:00"]
    first, second = parse_week(week("MA(08:00-22:00)!"), PLAIN)
    assert first.no_pause
    assert second.no_pause


def test_call_outs_have_their_travel_and_their_time_on_site() -> None:
    [astreinte] = parse_week(week(mer="a(20:00-22:00~1h, 01:30-05:30~3h)"), PLAIN)
    first, second = astreinte.call_outs
    assert (first.end - first.start, first.on_site) == (120, 60)
    assert (second.end - second.start, second.on_site) == (240, 180)
    assert f"{local(second.end):%d %H:%M}" == "19 05:30"
    assert said(astreinte) == "mer astreinte 18:30-08:30"


def test_a_call_out_without_a_time_on_site_is_all_on_site() -> None:
    [astreinte] = parse_week(week(dim="b(10:00-12:30)"), PLAIN)
    assert [call.on_site for call in astreinte.call_outs] == [150]


def test_an_astreinte_may_have_other_hours() -> None:
    [bare] = parse_week(week(mer="a(20:00-08:00/)"), PLAIN)
    [called] = parse_week(week(mer="a(20:00-08:00/21:00-22:00)"), PLAIN)
    assert said(bare) == said(called) == "mer astreinte 20:00-08:00"
    assert (len(bare.call_outs), len(called.call_outs)) == (0, 1)


def test_a_saturday_garde_is_twenty_four_hours_without_a_break() -> None:
    expected = ["sam stage 08:30-13:00", "sam continuite 13:00-18:30", "sam garde-nuit 18:30-08:30"]
    for word in ("G", "MSN", "MAN"):
        assert read(sam=word) == expected
        assert minutes(week(sam=word)) == 24 * 60
        assert half_days(week(sam=word)) == 4


def test_a_break_in_a_saturday_garde_is_written() -> None:
    assert minutes(week(sam="MS(14:00-18:30)N")) == 23 * 60


def test_a_sunday_garde_of_twenty_four_hours_is_a_day_and_a_night() -> None:
    assert read(dim="G") == ["dim garde-jour 08:30-18:30", "dim garde-nuit 18:30-08:30"]
    assert half_days(week(dim="G")) == 4


def test_a_saturday_that_is_a_holiday_is_a_holiday() -> None:
    victory = date(2027, 5, 3)  # its Saturday is 8 May
    assert read(sam="G", monday=victory) == ["sam garde-jour 08:30-18:30", "sam garde-nuit 18:30-08:30"]
    assert read(sam="S", monday=victory) == ["sam continuite 08:30-13:00"]
    assert read(sam="MAN", monday=victory)[1] == "sam stage 14:00-18:30"


def test_g_knows_the_holidays_of_the_territory() -> None:
    text = week(mer="G")
    monday = date(2026, 12, 14)
    with pytest.raises(BadNotation):
        parse_week(text, monday)
    monday = date(2026, 5, 25)  # Wednesday 27 May: abolition of slavery in Guadeloupe
    found = parse_week(text, monday, territory="guadeloupe", zone="America/Guadeloupe")
    assert [activity.kind for activity in found] == [Kind.GARDE_JOUR, Kind.GARDE_NUIT]


def test_continuity_of_service_alone_is_the_saturday_afternoon() -> None:
    assert read(sam="S") == ["sam continuite 14:00-18:30"]
    assert read(sam=".S") == read(sam="S")
    assert read(sam="MS")[1] == "sam continuite 14:00-18:30"


def test_continuity_of_service_takes_the_first_free_half_day_of_a_sunday() -> None:
    assert read(dim="S") == ["dim continuite 08:30-13:00"]
    assert read(dim=".S") == ["dim continuite 14:00-18:30"]
    assert read(dim="SS") == ["dim continuite 08:30-13:00", "dim continuite 14:00-18:30"]


def test_an_afternoon_before_a_saturday_night_belongs_to_the_garde() -> None:
    assert read(sam="AN") == ["sam continuite 14:00-18:30", "sam garde-nuit 18:30-08:30"]
    assert read(sam="MA")[1] == "sam stage 14:00-18:30"  # the auditor has its word to say
    assert read(dim="AN")[0] == "dim stage 14:00-18:30"


def test_signs_say_the_line_the_pause_the_senior_and_the_consent() -> None:
    first, second = parse_week(week("M!A"), PLAIN)
    assert (first.no_pause, second.no_pause) == (True, False)
    for word in ("N@urgences!+", "N!+@urgences", "N!@urgences+"):
        [night] = parse_week(week(word), PLAIN)
        assert (night.line, night.no_senior, night.consent, night.no_pause) == ("urgences", True, True, False)
    day, night = parse_week(week(dim="J@gardes/N@gardes"), PLAIN)
    assert day.line == night.line == "gardes"


def test_the_signs_of_a_whole_garde_go_to_its_duties() -> None:
    morning, afternoon, night = parse_week(week(sam="G@gardes!+"), PLAIN)
    assert (morning.line, morning.consent, morning.no_pause) == ("", False, False)
    for duty in (afternoon, night):
        assert (duty.line, duty.consent, duty.no_senior) == ("gardes", True, True)


def test_weeks_follow_one_another_and_repeat() -> None:
    lines = "M .. .. .. .. .. .. | A .. .. .. .. .. ..\n.. N .. .. .. .. .."
    found = parse_weeks(lines, PLAIN, repeat=2)
    assert [activity.day - PLAIN.toordinal() for activity in found] == [0, 7, 15, 21, 28, 36]
    assert found == parse_weeks(lines.replace("\n", "|").split("|"), PLAIN, repeat=2)


def test_the_hours_of_the_ward_are_those_of_the_letters() -> None:
    hours = replace(DEFAULT_HOURS, morning=(8 * 60, 12 * 60), night=(20 * 60, 32 * 60))
    assert read("MN", hours=hours) == ["lun stage 08:00-12:00", "lun garde-nuit 20:00-08:00"]
    assert write_week(parse_week(week("MN"), PLAIN, hours=hours), PLAIN, hours) == week("MN")
    assert write_week(parse_week(week("MN"), PLAIN, hours=hours), PLAIN) == week(
        "M(08:00-12:00)N(20:00-08:00)"
    )


def test_a_week_is_read_whatever_its_blanks() -> None:
    assert parse_week("\tMA  MA\u00a0.. .. ..\u202f.. ..\n", PLAIN) == parse_week(week("MA", "MA"), PLAIN)


def test_clocks_and_call_outs_survive_the_spring_night() -> None:
    [astreinte] = parse_week(week(sam="a(01:30-03:30)"), date(2027, 3, 22))
    assert [call.end - call.start for call in astreinte.call_outs] == [60]  # 02:00 to 03:00 did not exist
    assert astreinte.minutes == 13 * 60


def test_the_night_of_a_clock_change_lasts_an_hour_more_or_less() -> None:
    [october] = parse_week(week(sam="N"), date(2026, 10, 19))
    [march] = parse_week(week(sam="N"), date(2027, 3, 22))
    [plain] = parse_week(week(sam="N"), PLAIN)
    assert (october.minutes, march.minutes, plain.minutes) == (15 * 60, 13 * 60, 14 * 60)
    [island] = parse_week(week(sam="N"), date(2026, 10, 19), zone="Indian/Reunion", territory="reunion")
    assert island.minutes == 14 * 60
    assert f"{local(island.start, 'Indian/Reunion'):%H:%M}" == "18:30"


def test_every_letter_has_a_french_name() -> None:
    assert set(LETTERS) == set("MANJDSabupRrcmfex")
    assert all(letter.name and letter.name[0].islower() for letter in LETTERS.values())


# -- the worked examples of the facts on working time ------------------------------------------------


def test_four_full_days_are_eight_half_days() -> None:
    assert half_days("MA MA MA MA .. .. ..") == 8
    assert minutes("MA MA MA MA .. .. ..") == 36 * 60


def test_a_week_with_a_night_is_ten_half_days_and_its_block_twenty_four_hours() -> None:
    found = parse_week("MA MAN .. MA MA .. ..", PLAIN)
    assert half_days("MA MAN .. MA MA .. ..") == 10
    tuesday = [activity for activity in found if date.fromordinal(activity.day).weekday() == 1]
    assert tuesday[-1].end - tuesday[0].start == 24 * 60


def test_two_uneven_weeks_are_sixteen_half_days() -> None:
    first, second = "MA MA MA uu MA G ..", ".. .. .. MAN .. .. .."
    assert (half_days(first), half_days(second)) == (12, 4)


def test_a_week_with_a_demi_garde_is_eight_half_days() -> None:
    assert half_days("MA MAD .. u MA M ..") == 8


def test_four_nights_are_eight_half_days_and_sixty_one_hours() -> None:
    nights = "N N N N .. u .."
    assert (half_days(nights), minutes(nights)) == (8, 61 * 60 + 20)


def test_thirteen_uneven_weeks_average_forty_seven_hours_seventy_seven() -> None:
    heavy = "MA(08:00-21:00) MA(08:00-21:00) MA(08:00-21:00) MA(08:00-21:00) .. .. .."
    light = "MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) .. .. .."
    assert (minutes(heavy), minutes(light)) == (52 * 60, 41 * 60)
    total = sum(a.minutes for a in parse_weeks([heavy] * 8 + [light] * 5, PLAIN))
    assert round(total / 13 / 60, 2) == 47.77


def test_a_demi_garde_ends_at_half_past_midnight() -> None:
    demi_garde, morning = parse_week(".. D M .. .. .. ..", PLAIN)
    assert demi_garde.minutes == 6 * 60
    assert morning.start - demi_garde.end == 8 * 60


def test_an_msu_day_from_eight_to_ten_is_two_half_days_and_fourteen_hours() -> None:
    assert half_days(week("MA(08:00-22:00)")) == 2
    assert minutes(week("MA(08:00-22:00)")) == 14 * 60


# -- writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("MA", "MA"),
        ("M/A", "MA"),
        ("M(08:30-13:00)", "M"),
        ("M.a", "Ma"),
        ("M(08:00-13:00)A(13:00-22:00)", "MA(08:00-22:00)"),
        ("M!A(08:00-22:00)!", "M!A(08:00-22:00)!"),
        ("M(08:00-13:00)A(13:00-22:00)!", "M(08:00-13:00)A(13:00-22:00)!"),
        ("M(12:30-13:00)A(13:00-18:00)", "M(12:30-13:00)A(13:00-18:00)"),
        ("u(4h)", "u(08:30-12:30)"),
        (".u", ".u"),
        ("u(14:00-17:00)", "u(14:00-17:00)"),
        ("u(19:00-21:00)", "u(19:00-21:00)"),
        ("cc", "c"),
        ("N+@gardes", "N@gardes+"),
        ("a(1h30-5h30~3h,20:00-22:00)", "a(20:00-22:00,01:30-05:30~3:00)"),
        ("a(20:00-08:00/)", "a(20:00-08:00/)"),
        (".r", ".r"),
        ("e(20:00-24:00)", "e"),
        ("...", ".."),
    ],
)
def test_a_day_has_one_canonical_word(written: str, canonical: str) -> None:
    assert write_week(parse_week(week(mer=written), PLAIN), PLAIN) == week(mer=canonical)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("G", "MSN"),
        ("MAN", "MSN"),
        ("MS(14:00-18:30)N", "MS(14:00-18:30)N"),
        ("M(08:00-12:00)SN", "M(08:00-12:00)SN"),
        ("AN", "SN"),
        (".S", "S"),
        ("S(08:30-13:00)", "S(08:30-13:00)"),
        ("e(20:00-24:00)", "e(20:00-24:00)"),
        ("G@gardes+", "MS@gardes+N@gardes+"),
    ],
)
def test_a_saturday_has_one_canonical_word(written: str, canonical: str) -> None:
    assert write_week(parse_week(week(sam=written), PLAIN), PLAIN) == week(sam=canonical)


@pytest.mark.parametrize(
    "word", ["J@l-1/N@l-1", ".S@l-1", "SSN", "J+N", "ba", "b(10:00-12:00)a", "e(08:00-20:00)"]
)
def test_a_sunday_is_written_as_it_was_read(word: str) -> None:
    assert write_week(parse_week(week(dim=word), PLAIN), PLAIN) == week(dim=word)


def test_other_weeks_are_left_out() -> None:
    activities = parse_weeks("M .. .. .. .. .. .. | A .. .. .. .. .. ..", PLAIN)
    assert write_week(activities, PLAIN) == week("M")


def test_what_letters_cannot_say_is_refused() -> None:
    [morning] = parse_week(week("M"), PLAIN)
    for unsayable in (
        replace(morning, site="CHU voisin"),
        replace(morning, imposed=False),
        replace(morning, kind=Kind.CALL_OUT),
        replace(morning, half_day=HalfDay.NIGHT),
        replace(morning, kind=Kind.GARDE_JOUR, line="deux mots"),
    ):
        with pytest.raises(BadNotation, match="lundi 16/11/2026"):
            write_week([unsayable], PLAIN)
    with pytest.raises(BadNotation, match="deux activités dans la même demi-journée"):
        write_week([morning, replace(morning, start=morning.end, end=morning.end + 30)], PLAIN)


def test_the_hour_that_happens_twice_is_not_written_wrongly() -> None:
    [call] = parse_week(week(sam="x(20:00-02:30)"), date(2026, 10, 19))
    again = replace(call, end=call.end + 60)  # half past two, the second time
    assert write_week([call], date(2026, 10, 19)) == week(sam="x(20:00-02:30)")
    with pytest.raises(BadNotation, match="ne s’écrit pas en lettres"):
        write_week([again], date(2026, 10, 19))
