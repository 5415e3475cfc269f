"""The amounts: every file holds, every example is true, and what was not seen is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sextant.errors import BadDocument, BadInput, BadLaw
from sextant.rights.tariff import AMOUNTS, check_amounts, load_tariff

TARIFF = load_tariff()
EXAMPLES = [(one, example) for one in TARIFF.amounts for example in one.form.examples]


@pytest.mark.parametrize(
    ("one", "example"), EXAMPLES, ids=[f"{one.form.name} le {example.on}" for one, example in EXAMPLES]
)
def test_exemple(one, example) -> None:  # type: ignore[no-untyped-def]
    found = one.on(example.on)
    assert (found.value, found.to_confirm) == (example.value, example.to_confirm)


@pytest.mark.parametrize(
    ("name", "eve", "before", "day", "after"),
    [
        ("garde-semaine", date(2023, 6, 30), "154.22", date(2023, 7, 1), "156.53"),
        ("garde-semaine", date(2023, 12, 31), "156.53", date(2024, 1, 1), "234.80"),
        ("garde-week-end", date(2023, 6, 30), "168.71", date(2023, 7, 1), "171.24"),
        ("garde-week-end", date(2023, 12, 31), "171.24", date(2024, 1, 1), "256.86"),
        ("demi-garde-week-end", date(2023, 12, 31), "85.62", date(2024, 1, 1), "128.43"),
        ("hebergement", date(2022, 12, 31), "200", date(2023, 1, 1), "300"),
    ],
)
def test_an_amount_changes_on_its_day(name: str, eve: date, before: str, day: date, after: str) -> None:
    assert TARIFF.on(name, eve).value == Decimal(before)
    assert TARIFF.on(name, day).value == Decimal(after)


@pytest.mark.parametrize("one", TARIFF.amounts, ids=lambda one: one.form.name)
def test_each_boundary_has_its_examples(one) -> None:  # type: ignore[no-untyped-def]
    """A value that begins, or that no source gives any more, is shown by an example on one side at least."""
    days = [example.on for example in one.form.examples]
    for value in one.form.values:
        shown = [day for day in days if value.covers(day)]
        assert shown, f"{one.form.name}: no example of {value.value}"


def test_2026_is_to_confirm_unless_a_text_gives_it() -> None:
    day = date(2026, 11, 25)
    sure = {
        one.form.name for one in TARIFF.amounts if (figure := one.on(day)).known and not figure.to_confirm
    }
    assert sure == {"activite-docteur-junior", "zip-docteur-junior"}


def test_a_figure_to_confirm_is_never_of_high_confidence() -> None:
    for one in TARIFF.amounts:
        for year in range(2015, 2031):
            figure = one.on(date(year, 6, 1))
            assert not (figure.to_confirm and figure.confidence.value == "haute"), figure


def test_nothing_is_known_before_the_first_text() -> None:
    figure = TARIFF.on("garde-semaine", date(2016, 5, 19))
    assert figure.value is None
    assert figure.say() == "inconnu"


def test_the_shipped_amounts_hold() -> None:
    assert [str(remark) for remark in check_amounts()] == []


def test_an_unknown_amount_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="garde-semaine"):
        TARIFF.on("garde-semane", date(2025, 1, 1))


FILE = """\
text: Accord local du CH de Kerlann
checked: 2026-11-22
seen: texte
amounts:
  - name: prime-locale
    says: prime locale
    unit: € par mois
    confidence: haute
    values:
      - {value: 50, from: 2025-01-01, to: 2026-01-01}
      - {value: 60, from: 2026-01-01}
    examples:
      - {on: 2025-12-31, value: 50}
      - {on: 2026-01-01, value: 60}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "local.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert check_amounts(written(tmp_path, FILE)) == []


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("to: 2026-01-01}", "to: 2026-02-01}", "mêmes jours"),
        ("value: 50, from", "value: 50.005, from", "deux décimales"),
        ("value: 50, from", "value: -50, from", "au moins 0"),
        ("value: 50, from", "value: cinquante, from", "nombre"),
        ("confidence: haute", "confidence: moyenne", "doute"),
        ("confidence: haute", "confidence: certaine", "certaine"),
        ("unit:", "unité:", "unité"),
        ("name: prime-locale", "name: Prime Locale", "forme"),
        ("from: 2025-01-01, to: 2026-01-01", "from: 2026-01-01, to: 2025-01-01", "avant de commencer"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    with pytest.raises(BadDocument, match=said) as refused:
        load_tariff.__wrapped__(written(tmp_path, FILE.replace(wrong, right, 1)))
    assert refused.value.place.line


def test_an_example_that_does_not_hold_is_told(tmp_path: Path) -> None:
    text = FILE.replace("{on: 2025-12-31, value: 50}", "{on: 2025-12-31, value: 60}")
    folder = tmp_path / "x"
    folder.mkdir()
    (remark,) = check_amounts(written(folder, text))
    assert "60.00 attendu, 50 € par mois trouvé" in str(remark).replace("\u202f", " ")


def test_a_name_written_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(BadLaw, match="deux fois"):
        load_tariff.__wrapped__(written(tmp_path, FILE))


def test_every_file_of_amounts_says_its_text() -> None:
    assert {one.file for one in TARIFF.amounts} == {file.name for file in AMOUNTS.glob("*.yaml")}
