"""Amounts by date with their doubt and examples, then the sheets: printed from ``sextant.rights``."""

from __future__ import annotations

from sextant import wording
from sextant.rights.figure import say_value
from sextant.rights.tariff import Amount, ValueForm, load_tariff
from sextant.rights.topics import Topic, topics


def page() -> str:
    """The printed page."""
    tariff = load_tariff()
    lines = [
        "# Les droits",
        "",
        f"{len(tariff.amounts)} montants datés, lus dans `src/sextant/rights/amounts/`, puis {len(topics())} fiches, lues dans",
        "`src/sextant/rights/topics/`. Montants bruts. « À confirmer » : aucune page lue ne donne ce montant pour ce jour.",
        "Une case vide n’est pas un zéro : c’est un montant inconnu.",
    ]
    file = ""
    for amount in tariff.amounts:
        if amount.file != file:
            file = amount.file
            text = amount.text
            lines += ["", f"## {text.text}", "", f"Vérifié le {text.checked:%d/%m/%Y}."]
        lines += ["", *_amount(amount)]
    lines += ["", "## Les fiches"]
    for one in topics():
        lines += ["", *_topic(one)]
    return wording.typography("\n".join(lines)) + "\n"


def _amount(amount: Amount) -> list[str]:
    form = amount.form
    lines = [
        f"### {form.says[0].upper()}{form.says[1:]}",
        "",
        f"`{form.name}`",
        "",
        "| Du | Au, exclu | Montant | Confiance | Doute |",
        "|---|---|---|---|---|",
    ]
    for value in form.values:
        since = f"{value.since:%d/%m/%Y}" if value.since else "non relevé"
        until = f"{value.until:%d/%m/%Y}" if value.until else ""
        confidence = (value.confidence or form.confidence).value
        doubt = " ; ".join(part for part in (_limits(value), value.doubt, form.doubt) if part)
        said = "inconnu" if value.value is None else say_value(value.value, form.unit)
        lines.append(f"| {since} | {until} | {said} | {confidence} | {doubt} |")
    examples = []
    for example in form.examples:
        said = "inconnu" if example.value is None else say_value(example.value, form.unit.split(" ")[0])
        examples.append(f"le {example.on:%d/%m/%Y}, {said}{', à confirmer' if example.to_confirm else ''}")
    return [*lines, "", f"Exemples : {' · '.join(examples)}."]


def _limits(value: ValueForm) -> str:
    said = []
    if value.expected:
        said.append("déduit, à confirmer")
    if value.attested_until:
        said.append(f"à confirmer après le {value.attested_until:%d/%m/%Y}")
    return " ; ".join(said)


def _topic(one: Topic) -> list[str]:
    lines = [f"### {one.title}", "", f"`sextant rights show {one.name}`", ""]
    for point in one.points:
        code = f"{point.code}, " if point.code else ""
        doubt = f" Doute : {point.doubt}." if point.doubt else ""
        lines.append(
            f"- {point.says[0].upper()}{point.says[1:]} ({code}{point.source} ; confiance {point.confidence.value}).{doubt}"
        )
    lines += [f"- **Inconnu.** {question}" for question in one.unknown]
    return [*lines, "", f"À qui demander : {wording.join(list(one.ask))}."]
