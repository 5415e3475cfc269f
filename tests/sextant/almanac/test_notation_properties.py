"""Whatever the week: reading what was written gives it back, and nothing else than a refusal is raised."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.activity import Activity
from sextant.almanac.holidays import TERRITORIES
from sextant.almanac.notation import parse_week, write_week
from sextant.errors import BadNotation

FIRST_MONDAY = date(2024, 1, 1)


def clocks(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first, last).map(lambda quarter: f"{quarter // 4 % 24:02d}:{quarter % 4 * 15:02d}")


def times(starts: st.SearchStrategy[str], ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), st.builds("({}-{})".format, starts, ends))


SIGNS = st.sampled_from(["", "", "!", "+", "!+", "@gardes!", "@gardes-2+"])
PAUSE = st.sampled_from(["", "", "!"])
EARLY, NOON, LATE, DAWN = clocks(28, 40), clocks(45, 52), clocks(68, 90), clocks(20, 40)
MORNING = st.one_of(
    st.builds("M{}{}".format, times(EARLY, NOON), PAUSE),
    st.builds("{}{}".format, st.sampled_from("uprR"), times(EARLY, NOON)),
    st.just("."),
)
AFTERNOON = st.one_of(
    st.builds("A{}{}".format, times(clocks(53, 60), LATE), PAUSE),
    st.builds("{}{}".format, st.sampled_from("uprRS"), times(clocks(53, 60), LATE)),
    st.just("."),
)
CALLS = st.sampled_from(
    ["", "(20:00-22:00~1h,01:30-05:30~3h)", "(23:00-02:15)", "(19:00-07:00/)", "(02:30-03:30)"]
)
NIGHT = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from("ND"), times(clocks(72, 96), DAWN), SIGNS),
    st.builds("a{}{}".format, CALLS, SIGNS),
    st.builds("e({}-{})".format, clocks(76, 90), clocks(94, 104)),
    st.just(""),
)
WORDS = st.one_of(
    st.builds("{}{}{}".format, MORNING, AFTERNOON, NIGHT),
    st.builds("MA({}-{}){}".format, EARLY, LATE, PAUSE),
    st.sampled_from(
        ["c", "m", "f", "..", "G", "G+", "MSN", "MAN", "J@l/N@l", "JN!", "S", "ba", "x(22:00-02:30)"]
    ),
)
MONDAYS = st.integers(0, 4 * 53).map(lambda n: FIRST_MONDAY + timedelta(weeks=n))


def read_or_nothing(text: str, monday: date, territory: str = "metropole") -> list[Activity] | None:
    zone = TERRITORIES[territory].zone
    try:
        return parse_week(text, monday, zone=zone, territory=territory)
    except BadNotation:
        return None


@given(st.lists(WORDS, min_size=7, max_size=7).map(" ".join), MONDAYS, st.sampled_from(sorted(TERRITORIES)))
def test_what_is_written_reads_back(text: str, monday: date, territory: str) -> None:
    week = read_or_nothing(text, monday, territory)
    if week is None:
        return
    zone = TERRITORIES[territory].zone
    written = write_week(week, monday, zone=zone, territory=territory)
    assert parse_week(written, monday, zone=zone, territory=territory) == week
    assert write_week(parse_week(written, monday, zone=zone, territory=territory), monday, zone=zone,
                      territory=territory) == written  # fmt: skip


@given(WORDS, MONDAYS)
def test_most_words_drawn_are_words(word: str, monday: date) -> None:
    """The strategy above must not pass because everything is refused."""
    if word[0] in "MA." and "S" not in word:
        week = read_or_nothing(f"{word} .. .. .. .. .. ..", monday)
        assert week is not None, word


@given(st.lists(WORDS, min_size=7, max_size=7).map(" ".join), MONDAYS)
def test_activities_are_in_order_and_within_their_days(text: str, monday: date) -> None:
    for activity in read_or_nothing(text, monday) or ():
        assert 0 <= activity.day - monday.toordinal() < 7
        assert 0 < activity.minutes <= 25 * 60
        for call in activity.call_outs:
            assert activity.start <= call.start < activity.end
            assert 0 <= call.on_site <= call.end - call.start


@given(st.text(alphabet="MANJDSabuprRcmfexG.()@!+/|~,;:-0123456789h é\n", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_nothing(text, FIRST_MONDAY)


@given(st.text(max_size=20))
def test_any_word_is_read_or_refused(text: str) -> None:
    read_or_nothing(f"MA {text} .. .. .. ..", FIRST_MONDAY)
