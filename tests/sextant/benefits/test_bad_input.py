"""A situation or an aid file that does not hold is refused with its line, what is wrong and what would do."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.benefits.file_check import check
from sextant.benefits.proposal import EXAMPLE
from sextant.benefits.situation import situation_from
from sextant.document import parse_document
from sextant.errors import SextantError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("personne: {statut: intern}", "ligne 1, « personne › statut » : « intern » n’est pas une réponse"),
        ("personne: {statut: intern}", "« interne »"),
        ("stage:\n  km_chuu: 12", "ligne 2, « stage › km_chuu » : le fait « km_chuu » est inconnu"),
        ("stage:\n  km_chuu: 12", "« km_chu »"),
        ("stages: {km_chu: 12}", "« stage »"),
        ("stage: {km_chu: loin}", "« loin » n’est pas un nombre"),
        ("stage: {km_chu: -3}", "n’est pas entre 0 et 2000"),
        ("stage: {debut: 02/11/2026}", "écrivez la date dans l’autre sens : 2026-11-02"),
        ("stage: {debut: 2026-02-30}", "n’existe pas dans le calendrier"),
        ("stage: {second_logement: peut-être}", "on attend oui ou non"),
        ("projet: {coordonne: MSP}", "une liste est attendue"),
        ("projet: {commune: 5314700}", "un code de commune a cinq caractères"),
        ("territoire: {departement: 99}", "n’est le code d’aucun territoire connu"),
        ("personne: {aides_recues: [{quoi: CESP}]}", "une aide reçue s’écrit avec sa catégorie"),
        ("projet: {patientele: {enfants: 3}}", "la classe « enfants » est inconnue"),
        ("personne: interne", "des faits et leurs valeurs sont attendus"),
        (
            "projet: {commune: 53147}\nterritoire:\n  departement: 72",
            "ligne 3, « territoire › departement » : la commune 53147 est dans le département Mayenne (53), pas dans",
        ),
        (
            "territoire: {departement: 53, region: 11}",
            "Mayenne (53) est en Pays de la Loire, pas en Île-de-France",
        ),
        (
            "stage: {commune: 97411, region: 52}",
            "La Réunion (974) est en La Réunion, pas en Pays de la Loire",
        ),
    ],
)
def test_a_situation_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(SextantError) as caught:
        situation_from(parse_document(text, "situation.yaml"))
    assert said in str(caught.value)


@pytest.mark.parametrize("written", ["inconnu", "NA", "", "~", "je ne sais pas"])
def test_what_is_said_unknown_is_unknown(written: str) -> None:
    found = situation_from(parse_document(f"territoire: {{zone_mg: {written or '~'}}}", "s"))
    assert not found.knows("territoire.zone_mg")


def test_a_number_keeps_its_zeros_and_an_answer_may_be_said_in_french() -> None:
    text = "projet: {secteur: 1, commune: 1004}\nstage: {second_logement: oui, commune: 2A004}"
    found = situation_from(parse_document(text, "s")).facts
    assert found["projet.secteur"] == "1"
    assert (found["projet.commune"], found["territoire.departement"]) == ("01004", "01")
    assert (found["stage.departement"], found["stage.region"]) == ("2A", "94")
    assert found["stage.second_logement"] is True


def remarks(tmp_path: Path, old: str, new: str) -> str:
    """What is said of the example file, one thing changed in it."""
    assert old in EXAMPLE
    (tmp_path / "aide.yaml").write_text(EXAMPLE.replace(old, new, 1), encoding="utf-8")
    return "\n".join(str(one) for one in check(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: Aide", "nane: Aide", "la clé « nane » est inconnue. Vouliez-vous dire « name »"),
        ("zone_mg, in: [ZIP, ZAC]", "zone_mg, in: [ZIP, ZAK]", "« ZAK » n’est pas une réponse possible"),
        ("territoire.zone_mg", "territoire.zone", "le fait « territoire.zone » est inconnu"),
        ("projet.role, is: principal", "projet.role, at_least: 3", "« at_least » ne s’applique pas"),
        ("projet.role, is: principal", "projet.role", "aucun opérateur"),
        ("projet.role, is: principal", "projet.role, is: principal, in: [principal]", "deux opérateurs"),
        ("source: DELIB", "source: DELIP", "cite « DELIP », qui n’est pas dans « sources »"),
        ("parameter: montant", "parameter: somme", "le paramètre « somme » n’est pas dans « parameters »"),
        ("contact: departement", "contact: departemant", "Vouliez-vous dire « departement »"),
        ("state: SOUS_RESERVE", "state: DROIT", "DROIT attendu, SOUS_RESERVE trouvé"),
        ("total: 8000", "total: 9000", "total de 9 000 attendu, 8 000 trouvé"),
        ("confidence: A\nsources", "confidence: E\nsources", "« E » n’est pas possible ici"),
        ("event: projet.date", "event: projet.role", "« projet.role » n’est pas une date"),
        ("checked: 2026-11-22\nconfidence", "checked: hier\nconfidence", "ce n’est pas une date"),
        ('territory: "72"', 'territory: "7"', "un code de département s’écrit"),
        ("status: en_vigueur", "status: clos", "une aide close dit son dernier jour"),
        ("{role: principal, date: 2026-10-01}", "{rôle: principal}", "exemple n° 1"),
    ],
)
def test_an_aid_file_is_refused_like_by_a_colleague(tmp_path: Path, old: str, new: str, said: str) -> None:
    answer = remarks(tmp_path, old, new).replace("\u202f", " ")
    assert said in answer
    assert "aide.yaml" in answer


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert "sert deux fois (déjà dans a.yaml)" in str(check(tmp_path)[0])


def test_the_line_is_the_one_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "aide.yaml").write_text(EXAMPLE.replace("is: principal", "is: patron"), encoding="utf-8")
    (remark,) = check(tmp_path)
    line = next(n for n, text in enumerate(EXAMPLE.splitlines(), 1) if "is: principal" in text)
    assert remark.place.line == line


def test_a_fact_may_be_written_with_its_whole_name() -> None:
    text = "territoire.zone_mg: ZIP\nprojet.secteur: 1"
    assert situation_from(parse_document(text, "s")).facts == {
        "territoire.zone_mg": "ZIP",
        "projet.secteur": "1",
    }
    with pytest.raises(SextantError, match="n’est pas une réponse possible"):
        situation_from(parse_document("territoire.zone_mg: ZIPP", "s"))
