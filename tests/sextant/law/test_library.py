"""The law is data: a rule is added, or an article amended from a date, by writing a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sextant.almanac.notation import parse_week
from sextant.almanac.person import Person
from sextant.almanac.timeline import timeline
from sextant.errors import BadInput, BadLaw
from sextant.law.audit import judge
from sextant.law.library import TEXTS, load

CAMILLE = Person("Camille", territory="sans-ferie")

NEW_RULE = """\
text: Accord local du CH de Kerlann
checked: 2026-11-22
seen: texte
rules:
  - id: kerlann.two-sundays
    code: K1
    says: un interne ne tient pas plus de deux dimanches dans le mois
    shape: count_at_most
    with: {kinds: [garde-jour], per: month, at_most: 2}
    force: charte
    confidence: haute
    valid: {from: 2026-11-01}
    examples:
      - {week: ".. .. .. .. .. .. J", repeat: 2, breaches: 0, because: "deux dimanches"}
      - {week: ".. .. .. .. .. .. J", repeat: 3, from: 2026-11-02, breaches: 1, because: "trois dimanches"}
"""

AMENDED = """\
text: Arrêté d’essai
article: art. 1
checked: 2026-11-22
seen: texte
rules:
  - id: essai.rest
    code: R1
    says: un repos de onze heures suit chaque garde
    shape: rest_after
    with: {after: [garde-nuit], hours: 11}
    force: loi
    confidence: haute
    valid: {to: 2027-03-01}
  - id: essai.rest-2027
    code: R1
    says: un repos de douze heures suit chaque garde
    shape: rest_after
    with: {after: [garde-nuit], hours: 12}
    force: loi
    confidence: haute
    valid: {from: 2027-03-01}
"""


def found(folder: Path, week: str, monday: date, code: str) -> int:
    one = timeline(
        CAMILLE,
        monday,
        date.fromordinal(monday.toordinal() + 6),
        parse_week(week, monday, territory="sans-ferie"),
    )
    return sum(breach.code == code for breach in judge([one], library=load(folder)).breaches)


def test_a_rule_of_a_known_shape_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "kerlann.yaml").write_text(NEW_RULE, encoding="utf-8")
    library = load(TEXTS, tmp_path)
    assert len(library.rules) == len(load().rules) + 1
    (rule,) = library.by_code("K1")
    assert (rule.file, rule.line) == ("kerlann.yaml", 5)
    assert rule.article == "Accord local du CH de Kerlann"


def test_an_amended_article_changes_the_verdict_from_its_date_only(tmp_path: Path) -> None:
    (tmp_path / "essai.yaml").write_text(AMENDED, encoding="utf-8")
    # A demi-garde from 20:00, 11 h 30 after the night: enough for eleven hours, not for twelve.
    week = "N D(20:00-22:00) .. .. .. .. .."
    assert found(tmp_path, week, date(2027, 2, 22), "R1") == 0
    assert found(tmp_path, week, date(2027, 3, 1), "R1") == 1


def test_an_event_is_judged_by_the_law_of_its_day() -> None:
    assert "csp-r6153-2.half-days-in-placement" not in {
        rule.id for rule in load().in_force(date(2015, 4, 30)).rules
    }
    assert "csp-r6153-2.half-days-in-placement" in {
        rule.id for rule in load().in_force(date(2015, 5, 1)).rules
    }
    assert "arrete-2002.rest-after-night" in {rule.id for rule in load().in_force(date(2015, 4, 30)).rules}
    assert "arrete-2002.rest-after-night" not in {rule.id for rule in load().in_force(date(2015, 5, 1)).rules}


def test_versions_of_a_rule_never_bind_the_same_day() -> None:
    for rule in load().rules:
        if rule.valid.until is not None:
            twins = [one for one in load().in_force(rule.valid.until).rules if one.id == rule.id]
            assert not twins


def test_the_shipped_law_is_read_once() -> None:
    assert load() is load()


def test_rules_come_in_the_order_of_their_codes() -> None:
    assert load().codes[:11] == ("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "R1")
    assert load().only(["R1"]).codes == ("R1",)


def test_an_unknown_code_names_the_nearest() -> None:
    assert load().by_code("r1") == load().by_code("R1")
    with pytest.raises(BadInput, match="« R12 » : règle inconnue"):
        load().by_code("R12")


def test_an_identifier_serves_once(tmp_path: Path) -> None:
    (tmp_path / "un.yaml").write_text(NEW_RULE, encoding="utf-8")
    (tmp_path / "deux.yaml").write_text(NEW_RULE, encoding="utf-8")
    with pytest.raises(
        BadLaw, match=r"un\.yaml, ligne 5 : l’identifiant « kerlann\.two-sundays » sert deux fois"
    ):
        load(tmp_path)
