"""The reader of MiniZinc data files, on text of our own."""

import pytest

from benchmarks.mzn import read
from sextant.errors import BadInput


def test_numbers_truth_and_strings() -> None:
    assert read('n = 3; low = -2; yes = true; no = false; who = "Camille";') == {
        "n": 3,
        "low": -2,
        "yes": True,
        "no": False,
        "who": "Camille",
    }


def test_comments_and_blank_lines_say_nothing() -> None:
    assert read("% a note; n = 4;\n\nn = 3; % the rest = 5;\n") == {"n": 3}


def test_sets_are_listed_or_ranges() -> None:
    assert read("a = {}; b = {3, 1, 3}; c = 2..4;") == {"a": frozenset(), "b": {1, 3}, "c": {2, 3, 4}}


def test_a_list_is_numbered_from_one() -> None:
    loads = read("loads = [100, 80, 60,];")["loads"]
    assert (loads[1], loads[3], list(loads), len(loads)) == (100, 60, [100, 80, 60], 3)


def test_a_list_may_hold_sets() -> None:
    assert list(read("off = [{1, 2}, {}];")["off"]) == [{1, 2}, frozenset()]


def test_an_array_keeps_its_indices() -> None:
    table = read("n = 2; t = array2d(0..1, 1..n, [10, 11, 20, 21]);")["t"]
    assert [table[i] for i in table.indices()] == [10, 11, 20, 21]
    assert table[1, 1] == 20


def test_three_indices_run_the_last_one_first() -> None:
    cube = read("c = array3d(1..2, 0..1, 1..2, [1, 2, 3, 4, 5, 6, 7, 8]);")["c"]
    assert (cube[1, 0, 2], cube[1, 1, 1], cube[2, 1, 2]) == (2, 3, 8)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("n = ;", "valeur attendue"),
        ("n = 3", "« ; » attendu"),
        ("n = m;", "« m » n’est pas un nombre"),
        ("a = [1 2];", "« , » attendu"),
        ("\nn = 3 ? 4;", "ligne 2 : caractère inattendu"),
        ("t = array2d(1..2, 1..2, [1, 2, 3]);", "3 valeurs pour 4 indices"),
    ],
)
def test_what_it_does_not_know_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadInput, match="ligne") as refused:
        read(text, "a.dzn")
    assert said in str(refused.value)
