"""The auditor on weeks written by hand: what each rule finds, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.notation import parse_weeks
from sextant.almanac.person import Consent, Person, PlacementKind, Pregnancy, Restriction
from sextant.almanac.timeline import Nature, Timeline, timeline
from sextant.law.audit import Judgement, judge
from sextant.law.line import Line
from sextant.law.settings import Settings

CAMILLE = Person("Camille")
PLAIN_MONDAY = date(2026, 11, 16)  # no public holiday until Christmas
TRIMESTER = date(2026, 11, 2)


def week(
    *weeks: str,
    person: Person = CAMILLE,
    monday: date = PLAIN_MONDAY,
    repeat: int = 1,
    nature: Nature = Nature.PLANNED,
    records: dict[str, object] | None = None,
) -> Timeline:
    activities = parse_weeks(list(weeks), monday, repeat=repeat)
    last = date.fromordinal(monday.toordinal() + 7 * len(weeks) * repeat - 1)
    return timeline(person, monday, last, activities, nature, records)


def codes(judgement: Judgement) -> list[str]:
    return sorted(breach.code for breach in judgement.breaches)


def audit(*weeks: str, settings: Settings | None = None, **kwargs: object) -> Judgement:
    return judge([week(*weeks, **kwargs)], settings=settings)  # type: ignore[arg-type]


def test_four_full_days_are_eight_half_days() -> None:
    found = audit("MA MA MA MA .. .. ..")
    assert found.legal
    assert not found.breaches
    assert found.accounts[0].stage_half_days == 8
    assert found.accounts[0].minutes == 36 * 60


def test_a_week_with_a_garde_is_legal_and_owes_two_half_days() -> None:
    found = audit("MA MAN .. MA MA .. ..")
    account = found.accounts[0]
    assert not found.breaches
    assert account.stage_half_days == 10
    assert account.surplus == 2
    assert (account.rests_owed, account.rests_kept) == (1, 1)
    assert account.recover_before == date(2027, 1, 31)


def test_two_uneven_weeks_average_eight() -> None:
    found = audit("MA MA MA uu MA MSN ..", ".. .. .. MAN .. .. ..")
    assert found.legal
    assert found.accounts[0].stage_half_days == 16
    assert [w.stage_half_days for w in found.accounts[0].weeks] == [12, 4]


def test_a_demi_garde_counts_one_and_calls_for_a_rest() -> None:
    found = audit("MA MAD .. u MA M ..")
    assert found.legal
    assert found.accounts[0].stage_half_days == 8
    assert found.accounts[0].rests_owed == 1


def test_four_nights_a_week_pass_the_half_days_and_break_the_hours() -> None:
    found = audit("N N N N .. u ..", monday=TRIMESTER, repeat=13)
    assert "V1" not in codes(found)
    assert codes(found).count("V3") == 1
    assert codes(found).count("R1") == 39
    assert "G1" in codes(found)
    assert found.accounts[0].mean_minutes == 61 * 60 + 20


def test_call_outs_give_hours_half_days_and_a_rest() -> None:
    found = audit(".. .. a(20:00-22:00~1h,01:30-05:30~3h) M .. .. ..", nature=Nature.WORKED)
    assert codes(found) == ["R2"]
    assert found.accounts[0].call_out_minutes == 360
    assert found.accounts[0].stage_half_days == 2  # one for the three hours on site, one Thursday morning
    assert "16 h 30" in found.breaches[0].sentence.replace("\u202f", " ").replace("\u00a0", " ")


def test_after_a_demi_garde_the_morning_is_barred_and_the_afternoon_is_not() -> None:
    assert codes(audit(".. D MA .. .. .. ..")) == ["R3"]
    late = audit(".. D .A .. .. .. ..")
    assert codes(late) == []
    assert late.accounts[0].stage_half_days == 2


def test_a_round_after_a_day_and_a_night_breaks_rest_and_twenty_four_hours() -> None:
    assert codes(audit("MAN M .. .. .. .. ..")) == ["R1", "R4"]


def test_a_saturday_of_twenty_four_hours_is_four_half_days() -> None:
    found = audit(".. .. .. .. .. G ..")
    assert found.legal
    assert found.accounts[0].stage_half_days == 4


def test_a_saturday_night_then_a_sunday_by_day_is_one_block_of_twenty_four_hours() -> None:
    found = audit(".. .. .. .. .. N J", ".. MA .. .. .. .. ..")
    assert found.legal
    assert found.accounts[0].rests_owed == 1


def test_the_october_night_makes_a_twenty_four_hour_garde_last_twenty_five() -> None:
    found = audit(".. .. .. .. .. G ..", monday=date(2026, 10, 19))
    assert codes(found) == ["R4"]
    assert found.breaches[0].measured == 25 * 60


def test_thirteen_weeks_below_forty_eight_on_average_are_legal() -> None:
    heavy = "MA(08:00-20:24) MA(08:00-20:24) MA(08:00-20:24) MA(08:00-22:48) .. .. .."
    light = "MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) .. .. .."
    ordinary = replace(CAMILLE, territory="sans-ferie")
    found = judge([week(*[heavy] * 8, *[light] * 5, person=ordinary, monday=TRIMESTER, nature=Nature.WORKED)])
    assert found.legal
    assert round(found.accounts[0].mean_minutes / 60, 2) == 47.77
    assert sum(w.minutes > 48 * 60 for w in found.accounts[0].weeks) == 8


def test_a_pregnant_intern_is_exempted_from_the_third_month_unless_she_agrees() -> None:
    ines = replace(CAMILLE, name="Inès", pregnancy=Pregnancy(date(2027, 1, 12)))
    monday = date(2027, 1, 18)
    found = audit(".. .. N .. a .. ..", person=ines, monday=monday)
    assert codes(found) == ["E1"]
    assert [w.code for w in found.warnings] == ["E2"]
    agreed = replace(ines, pregnancy=Pregnancy(date(2027, 1, 12), consent=Consent(date(2027, 1, 13))))
    assert codes(audit(".. .. N .. .. .. ..", person=agreed, monday=monday)) == []
    revoked = replace(
        ines, pregnancy=Pregnancy(date(2027, 1, 12), consent=Consent(date(2027, 1, 13), date(2027, 1, 20)))
    )
    assert codes(audit(".. .. N .. .. .. ..", person=revoked, monday=monday)) == ["E1"]
    assert codes(audit("N .. .. .. .. .. ..", person=ines, monday=date(2027, 1, 11))) == []


def test_a_certificate_bars_what_it_names() -> None:
    limit = Restriction(PLAIN_MONDAY, date(2026, 12, 31), frozenset({Kind.GARDE_NUIT}))
    assert codes(audit("N .. .. .. .. .. J", person=replace(CAMILLE, restrictions=(limit,)))) == ["E5"]


@pytest.mark.parametrize(
    ("interns", "breach", "warning"), [(4, ["G6"], ["G7"]), (5, [], ["G7"]), (6, [], [])]
)
def test_a_line_needs_five_interns_and_better_six(
    interns: int, breach: list[str], warning: list[str]
) -> None:
    found = judge([], lines=[Line("Gardes", interns, PLAIN_MONDAY)])
    assert codes(found) == breach
    assert [w.code for w in found.warnings] == warning
    assert [n.code for n in found.notes] == ["G7b"]


def test_seven_interns_hold_a_line_inside_the_normal_service() -> None:
    assert judge([], lines=[Line("Gardes", 7, PLAIN_MONDAY)]).notes == ()


def test_a_senior_roster_lifts_the_minimum() -> None:
    assert codes(judge([], lines=[Line("Gardes", 4, PLAIN_MONDAY, senior_roster=True)])) == []


def test_a_week_of_leave_is_six_days_and_two_weeks_twelve() -> None:
    assert audit("c c c c c .. ..").accounts[0].leave_taken == 6
    assert audit("c c c c c .. ..", "c c c c c .. ..").accounts[0].leave_taken == 12
    assert audit("c c c c c M ..").accounts[0].leave_taken == 5  # back on Saturday


def test_untaken_leave_is_paid_from_twenty_four_days_taken() -> None:
    assert (
        audit("MA .. .. .. .. .. ..", person=replace(CAMILLE, leave_taken=26)).accounts[0].leave_payable == 4
    )
    assert (
        audit("MA .. .. .. .. .. ..", person=replace(CAMILLE, leave_taken=22)).accounts[0].leave_payable == 0
    )
    assert (
        audit("MA .. .. .. .. .. ..", person=replace(CAMILLE, leave_taken=24)).accounts[0].leave_payable == 6
    )


def test_more_than_twenty_four_days_at_once_is_too_long() -> None:
    assert "L2" in codes(audit("c c c c c c .", repeat=5, monday=date(2026, 7, 20)))
    assert "L2" not in codes(audit("c c c c c c .", repeat=4, monday=date(2026, 7, 20)))


def test_an_msu_day_of_fourteen_hours_counts_two_by_law_and_three_by_charter() -> None:
    msu = replace(CAMILLE, placement=PlacementKind.AMBULATORY)
    account = audit("MA(08:00-22:00) .. .. .. .. .. ..", person=msu, nature=Nature.WORKED).accounts[0]
    assert (account.stage_half_days, account.minutes, account.charter_half_days) == (2, 14 * 60, 3)


def test_leave_is_neutral_in_the_means() -> None:
    weeks = ["MA MA MA MA u p .."] * 11 + ["c c c c c c ."] * 2
    account = audit(*weeks, monday=date(2026, 1, 5)).accounts[0]
    assert account.windows[0].weeks == pytest.approx(11)
    assert account.windows[0].mean_half_days == pytest.approx(8)


def test_ordinary_service_may_not_be_planned_on_a_holiday() -> None:
    found = audit("MA .. MA .. .. .. ..", monday=date(2026, 11, 9))
    assert codes(found) == ["V9", "V9"]


def test_a_rule_binds_only_in_force() -> None:
    assert "V1" in codes(audit("MA MA MA MA MA M ..", monday=TRIMESTER, repeat=13))
    old = judge([week("MA MA MA MA MA M ..", monday=date(2009, 11, 2), repeat=13)])
    assert "V1" not in codes(old)


def test_demi_gardes_can_be_forbidden_by_setting() -> None:
    assert codes(audit(".. D .. .. .. .. ..", settings=Settings(demi_garde_policy="interdite"))) == ["G5"]


def test_judging_together_or_alone_says_the_same() -> None:
    lines = ["MA MAN .. MA MA .. ..", "N N N N .. u ..", "MAN M .. .. .. .. ..", "c c c c c .. .."]
    alone = [judge([week(line)]) for line in lines]
    together = judge([week(line, person=replace(CAMILLE, name=f"{i}")) for i, line in enumerate(lines)])
    assert sorted(b.code for j in alone for b in j.breaches) == sorted(codes(together))
    assert [a.accounts[0].minutes for a in alone] == [a.minutes for a in together.accounts]


def test_the_cut_between_trimesters_is_a_setting() -> None:
    half_year = week(
        "MA MA MA MA u p ..", person=replace(CAMILLE, territory="sans-ferie"), monday=TRIMESTER, repeat=26
    )
    by_weeks = judge([half_year], codes=["V1"])
    by_dates = judge([half_year], codes=["V1"], settings=Settings(trimester_cut="trois-mois"))
    assert by_weeks.legal  # thirteen whole weeks twice
    assert codes(by_dates) == ["V1"]  # 106 half-days over the 92 days to 1 February
