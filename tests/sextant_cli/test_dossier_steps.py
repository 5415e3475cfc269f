"""What to do next and the letters, typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.procedure.case_facts import read_facts
from sextant.procedure.steps import load_procedures
from tests.sextant_cli.test_audit import ENGLISH
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]

FACTS = """\
procedure: plus-de-48-heures
dates: {trimestre_finit: 2027-01-31}
steps:
  documenter: {done: 2026-11-02}
  recuperation: {sent: 2026-11-10, received: 2026-11-11, answered: 2026-11-20, answer: refus}
  recours-gracieux: {sent: 2026-11-21, received: 2026-11-24}
fields:
  nom: Camille Le Goff
  qualite: interne de médecine générale
  adresse: 12 rue de la Mairie, 35000 Rennes
  lieu: Rennes
  chef: Docteur Lemoine
  service: Médecine polyvalente
  hopital: CH de Kerlann
"""
PLANNING = 'from: 2026-11-02\nweeks: ["MA MAN .. MA MA G ..", "MA MAN .. MA MA MA .."]\n'


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    (tmp_path / "faits.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "planning.yaml").write_text(PLANNING, encoding="utf-8")
    return tmp_path


def test_the_next_steps_change_when_silence_has_refused(capsys: Capture, matter: Path) -> None:
    facts = str(matter / "faits.yaml")
    waiting = typed(capsys, "dossier", "next", facts, "--today", "2026-11-25", "--json").json
    assert waiting["waiting"] == ["recours-gracieux"]
    assert "tribunal" not in waiting["next"]
    refused = typed(capsys, "dossier", "next", facts, "--today", "2027-01-25", "--json").json
    assert refused["overdue"] == ["recours-gracieux"]
    assert refused["next"][0] == "tribunal"
    said = " ".join(typed(capsys, "dossier", "next", facts, "--today", "2027-01-25").out.split())
    assert "au plus tard le mercredi 24 mars 2027" in said
    assert "connu en général" in said


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_a_letter_takes_its_figures_from_the_planning(capsys: Capture, matter: Path, suffix: str) -> None:
    out = matter / f"lettre{suffix}"
    files = ("--facts", str(matter / "faits.yaml"), "--planning", str(matter / "planning.yaml"))
    answer = typed(
        capsys, "dossier", "letter", "recuperation", *files, "--out", str(out), "--today", "2026-11-25"
    )
    assert answer.code == 0, answer.err
    assert out.stat().st_size > 1000
    assert "Gardez la preuve" in " ".join(answer.out.split())


def test_a_doubtful_letter_warns_before_it_is_sent(capsys: Capture, matter: Path) -> None:
    files = ("--facts", str(matter / "faits.yaml"), "--planning", str(matter / "planning.yaml"))
    fields = ("--set", "demarches=demande du 10 novembre", "--set", "manquements=repos non donné")
    out = matter / "r.odt"
    answer = typed(
        capsys,
        "dossier",
        "letter",
        "recours-niveau-1",
        *files,
        *fields,
        "--out",
        str(out),
        "--today",
        "2026-11-25",
    )
    assert answer.code == 0, answer.err
    assert "que par des résumés" in " ".join(answer.out.split())


@pytest.mark.parametrize("name", load_procedures())
def test_a_procedure_starts_with_a_file_that_can_be_read(capsys: Capture, tmp_path: Path, name: str) -> None:
    out = tmp_path / "faits.yaml"
    assert typed(capsys, "dossier", "start", name, "--out", str(out)).code == 0
    assert read_facts(out).procedure.procedure == name
    again = typed(capsys, "dossier", "start", name, "--out", str(out))
    assert again.code == 2
    assert "existe déjà" in again.err


def test_a_template_with_its_marks_removed_is_a_file_of_facts(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "faits.yaml"
    typed(capsys, "dossier", "start", "tableau-absent", "--out", str(out))
    text = out.read_text(encoding="utf-8")
    for key in ("dates", "steps", "fields"):
        text = text.replace(f"{key}: {{}}", f"{key}:")
    out.write_text(text.replace("\n  # ", "\n  "), encoding="utf-8")
    assert set(read_facts(out).form.steps) == {step.id for step in load_procedures()["tableau-absent"].steps}


def test_a_procedure_is_shown_step_by_step(capsys: Capture) -> None:
    said = " ".join(typed(capsys, "dossier", "procedures", "plus-de-48-heures").out.split())
    assert "Réponse : 2 mois ; silence : refus." in said
    assert "Délai de réponse : non trouvé." in said
    assert "Seulement si vous le demandez." in said
    assert "Doute" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dossier", "next", "absent.yaml"), "ce fichier n’existe pas"),
        (("dossier", "procedures", "plus-de-48"), "Vouliez-vous dire « plus-de-48-heures »"),
        (("dossier", "letter", "recuperatio", "--out", "x.pdf"), "Vouliez-vous dire « recuperation »"),
        (("dossier", "letter", "recuperation", "--out", "x.pdf"), "il manque nom"),
        (("dossier", "letter", "recuperation", "--out", "x.pdf", "--set", "lieu"), "--set lieu="),
        (("dossier", "letter", "recuperation", "--out", "x.pdf", "--set", "ville=Rennes"), "ville"),
        (("dossier", "letter", "recuperation"), "--out"),
        (("dossier", "start", "greve", "--out", "x.yaml"), "procédure inconnue"),
    ],
)
def test_bad_input_is_one_french_sentence(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    answer = typed(capsys, *arguments)
    assert answer.code == 2
    assert said.lower() in answer.err.lower()
    assert not ENGLISH.search(answer.err)
    assert len(answer.err.strip().splitlines()) == 1
    assert not Path("x.pdf").exists()
