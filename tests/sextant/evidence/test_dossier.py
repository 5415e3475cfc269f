"""The dossier: breaches under their article, weeks drawn, plans compared, and a seal that any change breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import BadFile, BadInput
from sextant.evidence.dossier import make_dossier
from sextant.evidence.exhibit import read_exhibit
from sextant.evidence.seal import canonical, seal_of
from sextant.evidence.source import clip, read_plan, read_source
from sextant.law.rule import Force
from tests.sextant.evidence.bundles import HARD, PLAIN, TODAY, bundle, facts, picture, source


def test_breaches_are_numbered_once_under_their_article() -> None:
    found = bundle(HARD, HARD)
    numbers = [one.number for article in found.articles for one in article.breaches]
    assert numbers == list(range(1, found.count + 1))
    assert [article.rule.code for article in found.articles] == ["V9", "R1", "R4"]
    assert found.count == len(found.judgement.unlawful)
    assert all(article.rule.force is Force.LAW for article in found.articles)


def test_a_plain_week_makes_a_dossier_without_breaches() -> None:
    found = bundle(PLAIN)
    assert found.count == 0
    assert found.articles == ()


def test_the_night_and_its_rest_are_drawn_on_both_days() -> None:
    (week,) = bundle(".. N .. .. .. .. ..").weeks
    tuesday, wednesday = week.days[1], week.days[2]
    assert [(bar.start, bar.end, bar.letter) for bar in tuesday] == [(18 * 60 + 30, 1440, "N")]
    assert {(bar.start, bar.end, bar.letter) for bar in wednesday} == {
        (0, 8 * 60 + 30, "N"),
        (8 * 60 + 30, 19 * 60 + 30, "R"),
    }


def test_presence_within_a_rest_owed_is_marked() -> None:
    (week,) = bundle(".. N A .. .. .. ..").weeks
    assert [(bar.start, bar.end) for bar in week.days[2] if bar.broken] == [(14 * 60, 18 * 60 + 30)]
    (kept,) = bundle(".. N .. A .. .. ..").weeks
    assert not any(bar.broken for day in kept.days for bar in day)


def test_a_night_of_clock_change_is_drawn_by_the_clock_on_the_wall() -> None:
    found = make_dossier(source(".. .. .. .. .. N ..", start=date(2026, 10, 19)), TODAY)
    sunday = found.weeks[0].days[6]
    assert (0, 8 * 60 + 30, "N") in {(bar.start, bar.end, bar.letter) for bar in sunday}


def test_days_outside_the_period_are_told_apart() -> None:
    whole = source(PLAIN, PLAIN)
    cut = replace(whole, timeline=clip(whole.timeline, date(2026, 11, 4), date(2026, 11, 10)))
    found = make_dossier(cut, TODAY)
    assert [week.outside for week in found.weeks] == [
        (True, True) + (False,) * 5,
        (False, False) + (True,) * 5,
    ]
    assert found.account.stage_half_days == 8


def test_plans_are_set_beside_what_was_done() -> None:
    planned = source(PLAIN, PLAIN).timeline
    found = bundle(HARD, PLAIN, plans=[("version 1", planned)])
    (plan,) = found.plans
    assert plan.comparison is not None
    assert {gap.day for gap in plan.comparison.gaps} == {
        date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 7)
    }  # fmt: skip


def test_a_plan_of_another_year_has_no_common_day() -> None:
    found = bundle(PLAIN, plans=[("vieux", source(PLAIN, start=date(2025, 11, 3)).timeline)])
    assert found.plans[0].comparison is None


# -- the seal -----------------------------------------------------------------------------------------


def test_the_same_facts_give_the_same_seal_on_another_day() -> None:
    one = make_dossier(source(HARD), TODAY, facts=facts())
    other = make_dossier(source(HARD), TODAY + timedelta(days=400), facts=facts())
    assert seal_of(one) == seal_of(other)


@given(
    week=st.sampled_from(
        [
            "MA MA .. MA MA .. ..",
            "MA M .. MA MA .. ..",
            "MA MAN .. MA MA .. ..",
            "MA MA .. MA M(08:30-13:01) .. ..",
        ]
    ),
    other=st.sampled_from(["MA MA .. MA MA M ..", "MA MA .. MA MAD .. ..", "MA MA! .. MA MA .. .."]),
)
def test_any_change_of_the_facts_changes_the_seal(week: str, other: str) -> None:
    assert seal_of(bundle(week)) != seal_of(bundle(other))


def test_the_seal_holds_plans_letters_and_exhibits(tmp_path: Path) -> None:
    exhibit = read_exhibit(picture(tmp_path), "Message", 1)
    seals = {
        seal_of(one).digest
        for one in (
            bundle(HARD),
            bundle(HARD, facts=facts()),
            bundle(HARD, plans=[("v1", source(PLAIN).timeline)]),
            bundle(HARD, exhibits=[exhibit]),
            bundle(HARD, exhibits=[replace(exhibit, title="Autre titre")]),
            bundle(HARD, exhibits=[replace(exhibit, content=exhibit.content + b"\n")]),
        )
    }
    assert len(seals) == 6


def test_a_code_is_read_back_however_it_is_copied() -> None:
    seal = seal_of(bundle(PLAIN))
    assert seal.matches(seal.code)
    assert seal.matches(f" {seal.code.replace('-', ' ').upper()} ")
    assert seal.matches(seal.digest)
    assert not seal.matches(seal.code[:-1])
    assert not seal.matches("")


def test_the_sealed_text_is_canonical() -> None:
    text = canonical(bundle(PLAIN))
    assert ": " not in text
    assert text.startswith('{"activities":')


# -- what is read -------------------------------------------------------------------------------------


def test_an_exhibit_is_told_by_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "note.odt"
    path.write_bytes(b"quelque chose")
    found = read_exhibit(path, "", 3)
    assert (found.title, found.pages, found.number) == ("note", 0, 3)
    assert found.digest == sha256(b"quelque chose").hexdigest()


@pytest.mark.parametrize(
    ("name", "said"), [("faux.pdf", "PDF"), ("faux.png", "image"), ("absent.pdf", "n’existe pas")]
)
def test_an_exhibit_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, said: str) -> None:
    if name != "absent.pdf":
        (tmp_path / name).write_bytes(b"%PDF-1.7 rien")
    with pytest.raises(BadFile, match=said):
        read_exhibit(tmp_path / name, "x", 1)


def test_a_planning_says_that_it_is_not_sealed(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(f'nature: realise\nfrom: 2026-11-02\nweeks: ["{PLAIN}"]\n', encoding="utf-8")
    found = read_source(path)
    assert not found.sealed
    assert "sans scellé" in found.says


def test_a_period_without_anything_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(f'from: 2026-11-02\nweeks: ["{PLAIN}"]\n', encoding="utf-8")
    with pytest.raises(BadInput, match="rien n’est noté"):
        read_source(path, date(2027, 1, 1), date(2027, 1, 31))
    with pytest.raises(BadInput, match="avant de commencer"):
        read_source(path, date(2026, 11, 8), date(2026, 11, 2))


def test_a_plan_is_found_in_a_planning_file(tmp_path: Path) -> None:
    path = tmp_path / "prevu.yaml"
    path.write_text(f'nature: prevu\nfrom: 2026-11-02\nweeks: ["{PLAIN}"]\n', encoding="utf-8")
    assert len(read_plan(path, "Camille").activities) == 8
