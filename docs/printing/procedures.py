"""Every procedure step by step, then the models of letters: printed from ``sextant.procedure``."""

from __future__ import annotations

from sextant import wording
from sextant.procedure.letter import LetterForm, load_letters
from sextant.procedure.steps import DeadlineForm, ProcedureForm, StepForm, load_procedures


def page() -> str:
    """The printed page."""
    found, letters = load_procedures(), load_letters()
    lines = [
        "# Les démarches",
        "",
        f"{len(found)} procédures, lues dans `src/sextant/procedure/procedures/`, et {len(letters)} lettres modèles, lues dans",
        "`src/sextant/procedure/letters/`. Un délai « non trouvé » ne veut pas dire qu’il n’y en a pas. « Non vérifiée » :",
        "connaissance générale, texte non lu ; faites-la vérifier avant d’agir.",
    ]
    for one in found.values():
        lines += ["", f"## {one.title}", "", f"`{one.procedure}` · {one.about[0].upper()}{one.about[1:]}."]
        lines += [
            "",
            "| | Étape | À qui | Délai pour agir | Réponse | Source, confiance |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(number, step, one) for number, step in enumerate(one.steps, 1)]
        doubts = [f"- Étape {n} : {step.doubt}." for n, step in enumerate(one.steps, 1) if step.doubt]
        lines += ["", *doubts] if doubts else []
    lines += ["", "## Les lettres", "", "| Lettre | | Champs propres |", "|---|---|---|"]
    lines += [_letter(one) for one in letters.values()]
    return wording.typography("\n".join(lines)) + "\n"


def _row(number: int, step: StepForm, one: ProcedureForm) -> str:
    says = f"{step.says[0].upper()}{step.says[1:]}"
    if step.union:
        says += " (à votre demande seulement)"
    letter = f", lettre `{step.letter}`" if step.letter else ""
    cells = (
        str(number),
        f"{says}{letter}",
        step.to,
        _time(step.act_by, one),
        _answer(step, one),
        f"{step.source} ; {step.confidence.value}",
    )
    return f"| {' | '.join(cells)} |"


def _time(form: DeadlineForm | None, one: ProcedureForm) -> str:
    if form is None:
        return ""
    origin = one.dates[form.date] if form.date else f"le refus de l’étape {_number(form.refusal_of, one)}"
    return f"{form.say()} {'avant' if form.months < 0 or form.days < 0 else 'après'} : {origin}"


def _number(name: str, one: ProcedureForm) -> int:
    return [step.id for step in one.steps].index(name) + 1


def _answer(step: StepForm, one: ProcedureForm) -> str:
    if not step.answered:
        return "–"
    if step.answer_within:
        return f"{step.answer_within.say()} ; silence : {step.silence.value}"
    if step.silence_before:
        return f"sans réponse {_time(step.silence_before, one)} : {step.silence.value}"
    return "délai non trouvé"


def _letter(one: LetterForm) -> str:
    fields = ", ".join(f"`{name}`" for name in one.fields)
    return f"| `{one.letter}` | {one.title} | {fields} |"
