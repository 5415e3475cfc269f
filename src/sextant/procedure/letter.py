"""Letters as data: a model with its fields, filled in strictly. Reads ``letters/``.

A field is written ``{nom}``. A model that uses a field it does not declare, or declares one it does not use, is
refused when it is read; a letter that lacks a field is refused before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field, model_validator

from sextant import wording
from sextant.document import Document, read_document
from sextant.errors import BadInput
from sextant.form import Day, Form, Text, did_you_mean

LETTERS = Path(__file__).parent / "letters"
_FIELD = re.compile(r"\{([a-z_]+)\}")

# What every letter says of the one who writes it.
SENDER: dict[str, str] = {
    "nom": "votre nom",
    "qualite": "votre qualité, par exemple : interne de médecine générale, troisième semestre",
    "adresse": "votre adresse ; des virgules séparent les lignes",
    "lieu": "la ville d’où vous écrivez",
    "date": "le jour de la lettre",
}
OPTIONAL = {"courriel": "votre adresse électronique", "telephone": "votre téléphone"}


class LetterForm(Form):
    """A file of ``letters/``."""

    letter: Text = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Nom court, celui que l’on tape.")
    title: Text = Field(min_length=4, description="Ce qu’est la lettre.")
    checked: Day = Field(description="Jour de la dernière relecture.")
    to: list[Text] = Field(min_length=1, description="Destinataire, ligne par ligne.")
    greeting: Text = Field("Madame, Monsieur,", description="Appel.")
    delivery: Text = Field("", description="Mode d’envoi, écrit en tête.")
    subject: Text = Field(min_length=4, description="Objet.")
    fields: dict[str, Text] = Field({}, description="Champs propres à cette lettre, et ce qu’ils disent.")
    body: list[Text] = Field(min_length=1, description="Paragraphes ; « - » en tête : un élément de liste.")
    closing: Text = Field(
        "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.",
        description="Formule de politesse.",
    )
    attach: list[Text] = Field([], description="Pièces jointes.")
    copies: list[Text] = Field([], description="Copies.")
    doubt: Text = Field("", description="Ce qui est incertain, montré avant d’écrire, jamais dans la lettre.")

    @model_validator(mode="after")
    def _fields_match(self) -> LetterForm:
        used = {name for text in self._texts() for name in _FIELD.findall(text)}
        declared = {*self.fields, *SENDER, *OPTIONAL}
        unknown, idle = sorted(used - declared), sorted(set(self.fields) - used)
        if unknown:
            raise ValueError(f"le champ « {unknown[0]} » n’est pas décrit sous « fields »")
        if idle:
            raise ValueError(f"le champ « {idle[0]} » ne sert nulle part dans la lettre")
        if any("{" in _FIELD.sub("", text) or "}" in _FIELD.sub("", text) for text in self._texts()):
            raise ValueError("une accolade ne forme pas un champ → Écrivez {nom_du_champ}, en minuscules.")
        return self

    def _texts(self) -> list[str]:
        return [*self.to, self.greeting, self.subject, *self.body, self.closing, *self.attach, *self.copies]

    @property
    def needs(self) -> dict[str, str]:
        """Every field that must be filled in, with what it says."""
        return {**SENDER, **self.fields}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be written down: plain text, paragraph by paragraph."""

    name: str
    sender: tuple[str, ...]
    to: tuple[str, ...]
    place_and_date: str
    delivery: str
    subject: str
    greeting: str
    body: tuple[str, ...]
    closing: str
    signature: str
    attach: tuple[str, ...]
    copies: tuple[str, ...]


def model(name: str) -> LetterForm:
    """The model of that name. Raises BadInput, with the nearest name."""
    found = load_letters()
    if name not in found:
        raise BadInput(f"« {name} » : lettre inconnue", remedy=did_you_mean(name, list(found)))
    return found[name]


def fill(form: LetterForm, fields: Mapping[str, str]) -> Letter:
    """The letter with its fields. Raises BadInput, naming every field that is missing and what it says.

    A field of several lines that stands alone in its paragraph becomes as many paragraphs.
    """
    missing = [name for name in form.needs if not str(fields.get(name, "")).strip()]
    if missing:
        told = wording.join([f"{name} ({form.needs[name]})" for name in missing])
        raise BadInput(
            f"la lettre « {form.letter} » ne peut pas être écrite : il manque {told}",
            remedy=f"Écrivez-les sous « fields » dans vos faits, ou avec --set {missing[0]}=…",
        )
    given = {name: " ".join(str(value).split()) for name, value in fields.items()}

    def say(text: str) -> str:
        return wording.typography(_FIELD.sub(lambda found: given[found[1]], text))

    optional = [given[name] for name in ("telephone", "courriel") if given.get(name)]
    address = [part.strip() for part in given["adresse"].split(",") if part.strip()]
    return Letter(
        name=form.letter,
        sender=(given["nom"], given["qualite"], *address, *optional),
        to=tuple(say(line) for line in form.to),
        place_and_date=f"{given['lieu']}, le {given['date']}",
        delivery=form.delivery,
        subject=say(form.subject),
        greeting=say(form.greeting),
        body=tuple(_capital(part) for text in form.body for part in _paragraphs(text, fields, say)),
        closing=say(form.closing),
        signature=given["nom"],
        attach=tuple(say(line) for line in form.attach),
        copies=tuple(say(line) for line in form.copies),
    )


def _capital(text: str) -> str:
    """A paragraph that starts with a field still starts with a capital; an item of a list keeps its own."""
    return text if text.startswith("- ") else text[:1].upper() + text[1:]


def _paragraphs(text: str, fields: Mapping[str, str], say: Callable[[str], str]) -> Iterator[str]:
    alone = _FIELD.fullmatch(text.removeprefix("- ").strip())
    lines = [line for line in str(fields[alone[1]]).splitlines() if line.strip()] if alone else []
    if alone and len(lines) > 1:
        bullet = "- " if text.startswith("- ") else ""
        for line in lines:
            yield wording.typography(bullet + " ".join(line.removeprefix("- ").split()))
        return

    yield say(" ".join(text.split()))


@lru_cache(maxsize=4)
def load_letters(folder: Path = LETTERS) -> dict[str, LetterForm]:
    """The models of a folder by name. Raises BadDocument, with file and line."""
    found: dict[str, LetterForm] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file)
        form = Document(file.name, document.data, document.lines).validate(LetterForm)
        found[form.letter] = form
    return found
