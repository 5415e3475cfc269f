"""Checks aid files and answers like a colleague: which file, which line, what is missing, what would do.

Each file is read alone first; what holds is then looked at together (identifiers, names of other aids, steps and
offices), and every example is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sextant.benefits import catalogue
from sextant.benefits.benefit import Benefit
from sextant.benefits.catalogue import benefit_files, benefit_from
from sextant.benefits.contacts import contacts
from sextant.benefits.example import differences
from sextant.benefits.steps import all_steps
from sextant.document import Document, decode, parse_document, read_bytes
from sextant.errors import SextantError
from sextant.form import did_you_mean


def check(folder: Path | None = None) -> list[SextantError]:
    """Everything that does not hold in the files of a folder (the shipped catalogue, when none is given)."""
    place = folder or catalogue.CATALOGUE
    wrong: list[SextantError] = []
    read: list[tuple[Document, Benefit]] = []
    for file in benefit_files(place):
        try:
            name = file.relative_to(place).as_posix()
            document = parse_document(decode(read_bytes(file), name), name)
            read.append((document, benefit_from(document)))
        except SextantError as error:
            wrong.append(error)
    known = {benefit.id for _, benefit in read} | {one.id for one in catalogue.load().benefits}
    wrong += _twice(read)
    for document, benefit in read:
        wrong += check_one(document, benefit, known)
    return wrong


def check_one(document: Document, benefit: Benefit, known: set[str]) -> Iterator[SextantError]:
    """What does not hold in one file that could be read; ``known`` are the identifiers of every aid."""
    yield from _names(document, benefit, known)
    for number, example in enumerate(benefit.examples):
        try:
            wrong = differences(benefit, example)
        except SextantError as error:
            key = f"« {error.place.key} » : " if error.place.key else ""
            yield document.bad(
                ("examples", number), f"exemple n° {number + 1}, {key}{error.what}", remedy=error.remedy
            )
            continue
        for one in wrong:
            yield document.bad(
                ("examples", number),
                f"exemple n° {number + 1}, {one}",
                remedy=f"Corrigez l’exemple (« {example.because} ») ou l’aide.",
            )


def _names(document: Document, benefit: Benefit, known: set[str]) -> Iterator[SextantError]:
    for key in ("incompatible", "cumulable", "cumulation_unknown"):
        for number, name in enumerate(getattr(benefit, key)):
            if name not in known:
                yield document.bad(
                    (key, number), f"l’aide « {name} » est inconnue", remedy=did_you_mean(name, sorted(known))
                )
    if benefit.overrides and benefit.overrides not in known:
        yield document.bad(
            ("overrides",),
            f"l’aide « {benefit.overrides} » est inconnue",
            remedy=did_you_mean(benefit.overrides, sorted(known)),
        )
    roles = [role.id for role in contacts().roles]
    if benefit.contact not in roles:
        yield document.bad(
            ("contact",),
            f"le rôle « {benefit.contact} » est inconnu",
            remedy=did_you_mean(benefit.contact, roles),
        )
    steps = list(all_steps())
    for number, step in enumerate(benefit.steps):
        if step not in steps:
            yield document.bad(
                ("steps", number), f"la démarche « {step} » est inconnue", remedy=did_you_mean(step, steps)
            )


def _twice(read: list[tuple[Document, Benefit]]) -> Iterator[SextantError]:
    seen: dict[str, str] = {}
    for document, benefit in read:
        if benefit.id in seen:
            yield document.bad(
                ("id",),
                f"l’identifiant « {benefit.id} » sert deux fois (déjà dans {seen[benefit.id]})",
                remedy="Donnez un autre « id » à la nouvelle aide.",
            )
        seen[benefit.id] = document.name
