"""``sextant benefits``, typed as a user would."""

from __future__ import annotations

import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from docs.printing.benefits import SITUATION
from sextant.benefits.catalogue import load
from sextant.benefits.situation import contradictions, read_situation
from sextant.benefits.vocabulary import vocabulary
from sextant.territory.tables import update
from sextant_cli import benefits_links
from tests.sextant.territory.land import small, write
from tests.sextant_cli.typed import typed

SARAH = """
name: Sarah
personne: {statut: remplacant_these, deja_installe_liberal: false}
projet: {role: principal, date: 2027-03-01, commune: 72269, secteur: 1, coordonne: [MSP], pdsa: true}
territoire: {zone_mg: ZIP, frr: plus}
fiscal: {regime: reel, salaries: 0, benefice_annuel: 85000}
"""
ON = ("--on", "2026-11-22")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "sarah.yaml"
    path.write_text(SARAH, encoding="utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def no_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What this machine has loaded of the communes must not change the answers."""
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "nowhere"))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_answer_says_what_is_sure_why_and_corrects_what_is_believed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = typed(capsys, "benefits", "assess", file, *ON)
    said = flat(answer.out)
    assert answer.code == 0
    assert said.startswith("Sarah : 10 000 € sûrs")
    for expected in (
        "subvention de 50 000 €",
        "fermé depuis le 31 décembre 2025",
        "✔ ce serait votre première installation en libéral (vous l’avez dit)",
        "85 000 € les années 1 à 5",
        "« sextant benefits letter fisc-cfe »",
        "Sarthe (72), installation : personne n’a encore cherché",
        "confiance A (texte officiel ou page du payeur, moins de douze mois)",
    ):
        assert expected in said


def test_everything_can_be_shown_with_its_reason(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = flat(typed(capsys, "benefits", "assess", file, "--all", *ON).out)
    assert "Condition non remplie : vous êtes docteur junior ambulatoire (vous êtes remplaçant thésé" in said


def test_a_list_a_sheet_a_letter(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "67 aides" in typed(capsys, "benefits", "list", *ON).out
    local = typed(capsys, "benefits", "list", "--departement", "53", *ON).out
    assert "d53-first-year" in local
    assert "e53" in local
    assert "d72-contrat" not in local
    assert "Ne va pas avec" in typed(capsys, "benefits", "show", "am-caim").out
    assert "1464 D" in typed(capsys, "benefits", "letter", "fisc-cfe", file).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "am-primo-zap"), "Vouliez-vous dire « am-primo-zip »"),
        (("assess", "nulle-part.yaml"), "ce fichier n’existe pas"),
        (("list", "--category", "loisirs"), "n’est pas une catégorie"),
        (("booklet", "99", "--out", "x.pdf"), "n’est pas un département"),
        (("steps", "--for", "vacances"), "n’est pas un projet"),
        (("check", "nulle-part"), "n’est pas un dossier"),
        (("letter", "am-primo-zip"), "ne demande rien à personne"),
    ],
)
def test_a_mistake_is_one_sentence(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = typed(capsys, "benefits", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_a_file_that_does_not_hold_is_told_and_the_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "aide.yaml").write_text("id: x\n", encoding="utf-8")
    answer = typed(capsys, "benefits", "check", str(tmp_path))
    assert answer.code == 1
    assert "aide.yaml" in answer.out
    assert typed(capsys, "benefits", "check").code == 0


def test_papers_are_written(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide, pdf, ics = (tmp_path / name for name in ("guide.pdf", "pas.pdf", "pas.ics"))
    assert typed(capsys, "benefits", "booklet", "72", "--out", str(guide), *ON).code == 0
    answer = typed(capsys, "benefits", "steps", file, "--pdf", str(pdf), "--ics", str(ics), *ON)
    assert guide.read_bytes().startswith(b"%PDF")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert b"BEGIN:VEVENT" in ics.read_bytes()
    assert "S’inscrire à l’Ordre" in answer.out


def test_the_licence_to_replace_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "s.yaml"
    head = "personne: {statut: interne, stage_n1_valide: true, remplace_son_msu: false, semestres_valides: "
    for semesters, state in ((2, "NON"), (3, "SOUS_RESERVE")):
        file.write_text(f"{head}{semesters}}}\nprojet: {{role: remplacement}}\n", encoding="utf-8")
        found = typed(capsys, "benefits", "assess", str(file), "--json", *ON).json["results"]
        assert [one["state"] for one in found if one["id"] == "licence-remplacement"] == [state]


def test_the_commitment_clock(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--paid-from", "2026-02-01", "--paid-until", "2029-01-31", "--started", "2029-04-01")
    found = typed(capsys, "benefits", "cesp", *words, "--on", "2030-03-31", "--json").json
    assert (found["due"], found["served"], found["ends"]) == (36, 12, "2032-03-31")


def test_coverage_is_a_grid_and_never_one_percentage(capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "benefits", "coverage", *ON)
    assert "34 875" in answer.out
    assert "%" not in answer.out
    assert len(typed(capsys, "benefits", "coverage", "--json", *ON).json["grid"]) == 12


def test_questions_are_those_that_matter_or_all(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = typed(capsys, "benefits", "questions", file, "--json", *ON).json["questions"]
    assert "projet.secteur" not in {one["fact"] for one in asked}
    assert "projet.secteur — Quel secteur" in typed(capsys, "benefits", "questions").out


def test_the_example_of_the_printed_page_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(SITUATION, encoding="utf-8")
    assert typed(capsys, "benefits", "assess", str(file), "--json", *ON).json["totals"]["firm"] == 10_000


def test_a_blank_form_says_nothing_and_each_of_its_lines_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vierge.yaml"
    assert typed(capsys, "benefits", "situation", str(file)).code == 0
    assert read_situation(file).facts == {}
    full = re.sub(r"^  #(\w+:)", r"  \1", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(full, encoding="utf-8")
    assert set(vocabulary()) - {"territoire.qpv"} <= set(read_situation(file).facts)
    assert typed(capsys, "benefits", "situation", str(file)).code == 2, "nothing is overwritten"


def test_dead_links_are_named_without_asking_anybody_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def answered(url: str, seconds: float) -> str:
        asked.append(url)
        return "répond 404" if "ameli" in url else ""

    monkeypatch.setattr(benefits_links, "answer_of", answered)
    answer = typed(capsys, "benefits", "links")
    assert answer.code == 1
    assert "www.ameli.fr/medecin : répond 404" in answer.out
    assert len(asked) == len(set(asked))


class _Pages(BaseHTTPRequestHandler):
    """A site with a page, one that moved, one that is gone, one that breaks, and one that never answers."""

    def do_GET(self) -> None:
        if self.path == "/lente":
            time.sleep(3)
        status = {"/deplacee": 302, "/partie": 404, "/panne": 500}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/la")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Says nothing."""


def test_links_are_asked_of_a_real_site(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    used = {f"{root}/{page}": [page] for page in ("la", "deplacee", "partie", "panne", "lente")}
    used["http://exemple.invalid/"] = ["sans-https"]
    monkeypatch.setattr(benefits_links, "addresses", lambda known: used)
    try:
        answer = typed(capsys, "benefits", "links", "--seconds", "1", "--json")
    finally:
        server.shutdown()
        server.server_close()
    said = {one["used_by"][0]: one["says"] for one in answer.json["dead"]}
    assert answer.code == 1
    assert answer.json["checked"] == 6
    assert said["partie"] == "répond 404"
    assert said["panne"] == "répond 500"
    assert said["lente"].startswith("ne répond pas")
    assert said["sans-https"] == "adresse sans https"
    assert not {"la", "deplacee"} & set(said)


def test_every_address_of_the_catalogue_is_asked_once_and_says_who_uses_it() -> None:
    found = benefits_links.addresses(load())
    assert "cesp" in {name for names in found.values() for name in names}
    assert all(url.startswith("https://") for url in found)


def test_two_situations_are_compared_aid_by_aid(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "ailleurs.yaml"
    other.write_text(SARAH.replace("zone_mg: ZIP", "zone_mg: ZAC"), encoding="utf-8")
    said = flat(typed(capsys, "benefits", "compare", file, str(other), *ON).out)
    assert said.startswith("10 000 € → 5 000 € sûrs")
    assert "Aide à la primo-installation en ZAC : non → droit" in said
    found = typed(capsys, "benefits", "compare", file, file, "--json", *ON).json
    assert found == {"firm": [10_000, 10_000], "changes": []}


def test_the_dialogue_asks_what_matters_shows_what_changed_and_can_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "Où en êtes-vous": ["6"],  # remplaçant thésé
        "Quel projet d’exercice avez-vous": ["principal"],
        "Comment la commune du projet est-elle classée": ["ZIPP", "ZIP"],  # a slip, then the right word
        "Avez-vous déjà été installé": ["non"],
        "Quel secteur conventionnel": ["1"],
    }
    seen: list[str] = []
    waiting: list[str] = []

    def answered(prompt: str) -> str:
        seen.append(capsys.readouterr().out)
        if not waiting:
            asked = next((question for question in told if question in seen[-1]), None)
            waiting.extend(told.pop(asked) if asked else ["" if told else "fin"])
        return waiting.pop(0)

    monkeypatch.setattr("builtins.input", answered)
    out = tmp_path / "moi.yaml"
    answer = typed(capsys, "benefits", "ask", "--out", str(out), *ON)
    said = flat("".join(seen).replace("\u202f", " ") + answer.out)
    assert "« ZIPP » n’est pas une réponse possible. Vouliez-vous dire « ZIP »" in said
    assert "Aide à la primo-installation en ZIP : on ne sait pas → droit" in said
    assert "0 € → 10 000 € sûrs" in said
    assert read_situation(out).facts["personne.statut"] == "remplacant_these"


def test_the_dialogue_finds_a_commune_by_its_name_and_refuses_what_contradicts_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with small():
        update(write(tmp_path / "files"), tmp_path / "tables")
    file, out = tmp_path / "moi.yaml", tmp_path / "dit.yaml"
    file.write_text("personne: {statut: remplacant_these}\nprojet: {role: principal}", encoding="utf-8")
    told = ["Nullepart", "saint-aubin", "petit-val", "fin"]  # no such place, two of that name, a former one
    monkeypatch.setattr("builtins.input", lambda prompt: told.pop(0))
    words = ("benefits", "ask", str(file), "--tables", str(tmp_path / "tables"), "--out", str(out), *ON)
    said = flat(typed(capsys, *words).out)
    assert "aucune commune ne s’appelle « Nullepart »" in said
    assert "plusieurs communes s’appellent « Saint-Aubin »" in said
    assert read_situation(out).facts["projet.commune"] == "49005"
    assert "zone" not in out.read_text(encoding="utf-8")  # what the tables tell is not what was told

    file.write_text('stage: {commune: "53001"}\npersonne: {statut: interne}', encoding="utf-8")
    person = read_situation(file)
    assert "Mayenne (53)" in contradictions({**person.facts, "stage.departement": "72"})["stage.departement"]


def test_the_dialogue_stops_when_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda prompt: "fin")
    answer = typed(capsys, "benefits", "ask", *ON)
    assert answer.code == 0
    assert "0 € sûrs" in answer.out


def test_the_facts_told_come_back_as_plain_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("projet: {patientele: {7_a_74_ans: 3}, coordonne: [MSP, CPTS]}", encoding="utf-8")
    facts = typed(capsys, "benefits", "assess", str(file), "--json", *ON).json["facts"]
    assert facts["projet.patientele"] == {"7_a_74_ans": 3}
    assert sorted(facts["projet.coordonne"]) == ["CPTS", "MSP"]


def test_the_tables_tell_the_zone_to_the_steps_and_to_the_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small():
        update(write(tmp_path / "files"), tmp_path / "tables")
    file, tables = tmp_path / "moi.yaml", ("--tables", str(tmp_path / "tables"))
    file.write_text(
        "personne: {statut: remplacant_these, deja_installe_liberal: false}\n"
        'projet: {role: principal, date: 2027-03-01, secteur: "1", commune: "49002"}\n',
        encoding="utf-8",
    )
    said = flat(typed(capsys, "benefits", "steps", str(file), *tables, *ON).out)
    assert "Demander l’aide à la primo-installation — avant le 1er juin 2027 Il faut" in said
    assert "territoire.zone_mg" not in typed(capsys, "benefits", "questions", str(file), *tables, *ON).out


def test_an_intern_is_not_asked_the_date_of_a_practice(capsys: pytest.CaptureFixture[str]) -> None:
    assert "projet.date" in typed(capsys, "benefits", "steps", "--for", "premiere_installation", *ON).out
    assert "projet.date" not in typed(capsys, "benefits", "steps", "--for", "interne", *ON).out
