"""Pay, typed: worked cases of the facts, what is unknown, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.procedure.case_facts import read_facts
from tests.sextant_cli.test_audit import ENGLISH
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("year", "total"), [("1", 2052.37), ("2", 2225.45), ("3", 2367.35), ("4", 2548.69), ("5", 2726.84)]
)
def test_base_pay_by_year(capsys: Capture, year: str, total: float) -> None:
    answer = typed(capsys, "pay", "base", "--year", year, "--on", "2025-01-01", "--json")
    assert answer.json["total"] == {"euros": total, "to_confirm": 0, "unknown": 0}


def test_base_pay_of_2024_is_unknown_and_that_of_2026_to_confirm(capsys: Capture) -> None:
    before = typed(capsys, "pay", "base", "--on", "2024-12-31", "--json").json
    assert before["total"] == {"euros": 0, "to_confirm": 0, "unknown": 2}
    now = typed(capsys, "pay", "base", "--on", "2026-11-25", "--json").json
    assert now["total"]["to_confirm"] == now["total"]["euros"] == 2052.37
    assert "à confirmer" in typed(capsys, "pay", "base", "--on", "2026-11-25").out


def test_the_amounts_of_a_day_say_their_source(capsys: Capture) -> None:
    found = typed(capsys, "pay", "amounts", "--on", "2023-06-30", "--search", "garde-semaine", "--json").json
    (garde,) = [one for one in found["amounts"] if one["name"] == "garde-semaine"]
    assert garde["value"] == 154.22
    assert "20 mai 2016" in garde["article"]
    assert garde["confidence"] == "moyenne"
    assert garde["doubt"]


def test_a_saturday_of_24_hours(capsys: Capture) -> None:
    answer = typed(capsys, "pay", "duties", "--week", ".. .. .. .. .. G ..", "--from", "2025-03-03", "--json")
    assert answer.json["total"]["euros"] == 385.29


def test_x10_pays_its_base_and_one_slice(capsys: Capture) -> None:
    week = ".. .. a(20:00-22:00~1h,01:30-05:30~3h) .. .. .. .."
    answer = typed(capsys, "pay", "duties", "--week", week, "--from", "2025-03-03", "--json")
    assert answer.json["total"]["euros"] == 99.52
    assert answer.json["months"][0]["pool_hours"] == 2


def test_the_slip_says_what_is_missing(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "planning.yaml"
    file.write_text('from: 2025-03-03\nweeks: ["MA MAN .. MA MA .. .."]\nrepeat: 5\n', encoding="utf-8")
    options = (
        "--month",
        "2025-03",
        "--not-housed",
        "--not-fed",
        "--paid",
        "gardes=782,65",
        "--paid",
        "base=2052.37",
    )
    answer = typed(capsys, "pay", "slip", str(file), *options, "--json").json
    assert answer["total"]["euros"] == 3310.59  # 2052.37 + 84.22 + 5 x 234.80
    missing = {one["post"]: one["missing"] for one in answer["differences"]}
    assert missing == {"base": 0, "gardes": 391.35}
    said = typed(capsys, "pay", "slip", str(file), *options).out
    assert "Gardes : il manque 391,35 €." in said
    assert "Base : rien ne manque." in said


def test_a_slip_without_its_whole_month_says_so(capsys: Capture) -> None:
    answer = typed(capsys, "pay", "slip", "--week", "N .. .. .. .. .. ..", "--from", "2025-03-03")
    assert "ne couvre pas tout le mois de gardes" in answer.out


def test_a_part_time_base_is_unknown(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "planning.yaml"
    file.write_text(
        'person: {share: 0.5}\nfrom: 2025-03-03\nweeks: ["MA MA .. .. .. .. .."]\n', encoding="utf-8"
    )
    answer = typed(capsys, "pay", "slip", str(file), "--json").json
    assert answer["total"]["unknown"] == 2


@pytest.mark.parametrize(
    ("options", "lodging", "transport"),
    [
        (("--zone", "ZIP", "--km-chu", "16", "--km-home", "16"), "oui", "oui"),
        (("--zone", "ZAC", "--km-chu", "15", "--km-home", "90"), "oui", "non"),
        (("--zone", "hors-zone", "--km-chu", "16"), "non", "inconnu"),
        (("--km-home", "3"), "inconnu", "non"),
        (("--zone", "ZIP", "--km-chu", "16", "--km-home", "16", "--ticket"), "oui", "non"),
        (("--placement", "hopital", "--zone", "ZIP", "--km-chu", "16", "--km-home", "16"), "non", "non"),
    ],
)
def test_indemnities(capsys: Capture, options: tuple[str, ...], lodging: str, transport: str) -> None:
    answer = typed(capsys, "pay", "indemnities", *options, "--on", "2025-06-01", "--json").json
    assert (answer["hebergement"]["answer"], answer["transport"]["answer"]) == (lodging, transport)


def test_the_old_lodging_indemnity_asked_thirty_kilometres(capsys: Capture) -> None:
    far = ("--km-chu", "31", "--km-home", "31")
    answer = typed(capsys, "pay", "indemnities", *far, "--on", "2022-06-01", "--json").json
    assert answer["hebergement"]["answer"] == "oui"
    assert answer["hebergement"]["figure"]["value"] == 200
    near = typed(
        capsys, "pay", "indemnities", "--km-chu", "30", "--km-home", "31", "--on", "2022-06-01", "--json"
    )
    assert near.json["hebergement"]["answer"] == "non"


def test_a_docteur_junior_in_a_priority_zone(capsys: Capture) -> None:
    answer = typed(
        capsys, "pay", "docteur-junior", "--zip", "--acts", "200", "--on", "2026-11-02", "--json"
    ).json
    assert answer["total"]["euros"] == 3791.28
    assert answer["activity_bonus"]["answer"] == "oui"
    eve = typed(
        capsys, "pay", "docteur-junior", "--zip", "--acts", "200", "--on", "2026-11-01", "--json"
    ).json
    assert eve["total"]["unknown"] == 1
    assert eve["activity_bonus"]["answer"] == "inconnu"
    few = typed(capsys, "pay", "docteur-junior", "--acts", "199", "--on", "2026-11-02", "--json").json
    assert few["activity_bonus"]["answer"] == "non"


def test_fee_sharing_is_a_proposal_apart_from_the_total(capsys: Capture) -> None:
    plain = typed(capsys, "pay", "docteur-junior", "--on", "2026-11-02", "--json").json
    simulated = typed(
        capsys, "pay", "docteur-junior", "--on", "2026-11-02", "--fees", "20000", "--share", "30", "--json"
    ).json
    assert simulated["total"] == plain["total"]
    assert simulated["proposal"]["euros"] == "6000.00"
    assert "proposition syndicale" in simulated["proposal"]["label"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pay", "duties"), "Rien à lire"),
        (("pay", "duties", "--week", "N .. .. .. .. .. .."), "--from"),
        (("pay", "duties", "absent.yaml"), "ce fichier n’existe pas"),
        (("pay", "slip"), "le mois de la fiche"),
        (("pay", "slip", "--month", "2025-13"), "2025"),
        (("pay", "slip", "--month", "2025-03", "--paid", "garde=3"), "Vouliez-vous dire « gardes »"),
        (("pay", "slip", "--month", "2025-03", "--paid", "gardes=trois"), "n’est pas un montant"),
        (("pay", "slip", "--month", "2025-03", "--paid", "gardes"), "--paid gardes="),
        (("pay", "base", "--year", "6"), "--year"),
        (("pay", "base", "--status", "chef"), "chef"),
        (("pay", "base", "--status", "docteur-junior", "--year", "3"), "année 3"),
        (("pay", "indemnities", "--zone", "rurale"), "rurale"),
        (("pay", "indemnities", "--km-chu", "-4"), "distance"),
        (("pay", "docteur-junior", "--fees", "100"), "--share"),
        (("pay", "docteur-junior", "--fees", "100", "--share", "130"), "0 à 100"),
        (("leave", "count", "2026-11-20", "2026-11-16"), "avant de commencer"),
        (("leave", "balance"), "Rien à compter"),
        (("leave", "balance", "--taken", "-3"), "jours pris"),
        (("leave", "union", "2026-12-14", "--asked", "2027-01-01", "--today", "2026-11-25"), "avenir"),
        (("rights", "show", "grosesse"), "Vouliez-vous dire « grossesse »"),
        (("rights", "strike", "demain"), "demain"),
    ],
)
def test_bad_input_is_one_french_sentence(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    answer = typed(capsys, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert said.lower() in answer.err.lower()
    assert not ENGLISH.search(answer.err)
    assert len(answer.err.strip().splitlines()) == 1


def test_a_reading_may_be_chosen(capsys: Capture) -> None:
    week = ("--week", "a(20:00-22:00~1h) .. a(20:00-23:00~2h) .. .. .. ..", "--from", "2025-03-03")
    pooled = typed(capsys, "pay", "duties", *week, "--json").json
    alone = typed(capsys, "pay", "duties", *week, "--set", "astreinte_pool=astreinte", "--json").json
    assert (pooled["total"]["euros"], alone["total"]["euros"]) == (120.78, 42.52)
    assert typed(capsys, "pay", "duties", *week, "--set", "astreinte_pool=semaine").code == 2


def test_the_bonus_of_priority_zones_takes_the_place_of_lodging_and_transport(capsys: Capture) -> None:
    place = ("--placement", "ambulatoire", "--zone", "ZIP", "--km-chu", "40", "--km-home", "40")
    junior = ("--status", "docteur-junior", "--year", "1")
    slip = typed(capsys, "pay", "slip", "--month", "2026-12", *junior, *place, "--json").json
    names = [line["rate"]["name"] for line in slip["lines"]]
    assert names == ["docteur-junior-base", "autonomie-1", "zip-docteur-junior"]
    interne = typed(capsys, "pay", "slip", "--month", "2026-12", *place, "--json").json
    assert {"hebergement", "transport"} <= {line["rate"]["name"] for line in interne["lines"]}
    before = typed(capsys, "pay", "slip", "--month", "2026-10", *junior, *place, "--json").json
    assert {"hebergement", "transport"} <= {line["rate"]["name"] for line in before["lines"]}


def test_a_saspas_has_its_bonus(capsys: Capture) -> None:
    answer = typed(
        capsys, "pay", "base", "--year", "3", "--placement", "saspas", "--on", "2024-06-01", "--json"
    ).json
    assert {line["rate"]["name"]: line["euros"] for line in answer["lines"]} == {
        "base-3": None,
        "prime-saspas": 125,
    }


def test_what_is_missing_becomes_a_claim(capsys: Capture, tmp_path: Path) -> None:
    claim, letter = tmp_path / "reclamation.yaml", tmp_path / "lettre.odt"
    week = ("--week", "N .. N .. N .. ..", "--from", "2025-03-03", "--month", "2025-03")
    assert typed(capsys, "pay", "slip", *week, "--paid", "gardes=469.60", "--claim", str(claim)).code == 0
    found = read_facts(claim)
    assert found.fields["montant"].replace("\u202f", " ") == "234,80 €"
    assert "20 mai 2016" in found.fields["lignes"]
    who = (
        "nom=Camille",
        "qualite=interne",
        "adresse=1 rue X, Rennes",
        "lieu=Rennes",
        "hopital=CH de Kerlann",
    )
    fields = [part for one in who for part in ("--set", one)]
    answer = typed(
        capsys, "dossier", "letter", "demande-paie", "--facts", str(claim), *fields, "--out", str(letter)
    )
    assert answer.code == 0, answer.err
    assert letter.exists()


def test_nothing_missing_makes_no_claim(capsys: Capture, tmp_path: Path) -> None:
    claim = tmp_path / "reclamation.yaml"
    week = ("--week", "N .. .. .. .. .. ..", "--from", "2025-03-03", "--month", "2025-03")
    answer = typed(capsys, "pay", "slip", *week, "--paid", "gardes=234.80", "--claim", str(claim))
    assert answer.code == 2
    assert "rien de connu ne manque" in answer.err.lower()
    assert not claim.exists()
