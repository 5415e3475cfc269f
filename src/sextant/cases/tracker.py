"""The tracker of cases: what is public in one file, private notes in another that is never shown with it.

A case is one hospital (or a series of them) and one matter. Each act says when, before whom, how it ended, and
where that is written; an act that nobody wrote down is unknown, not absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from sextant import wording
from sextant.document import Document, read_document
from sextant.errors import BadInput, BadLaw, Place
from sextant.form import Day, Form, Text, did_you_mean
from sextant.law.rule import Confidence

KNOWN = Path(__file__).parent / "known.yaml"


class Act(StrEnum):
    """The acts of a case, in the order in which they may come."""

    NOTICE = "mise-en-demeure"
    RECOURSE = "recours"
    MEDIATION = "mediation"
    HEARING = "audience"
    JUDGMENT = "jugement"
    APPEAL = "appel"
    EXECUTION = "execution"


ACT_NAMES = {
    Act.NOTICE: "mise en demeure",
    Act.RECOURSE: "recours",
    Act.MEDIATION: "médiation",
    Act.HEARING: "audience",
    Act.JUDGMENT: "jugement",
    Act.APPEAL: "appel",
    Act.EXECUTION: "exécution",
}


class Outcome(StrEnum):
    """How an act ended, for the interns."""

    WON = "favorable"
    PART = "partiel"
    LOST = "defavorable"
    AGREED = "accord"
    FAILED = "echec"
    PENDING = "en-cours"
    UNKNOWN = "inconnu"


OUTCOME_NAMES = {
    Outcome.WON: "favorable",
    Outcome.PART: "favorable en partie",
    Outcome.LOST: "défavorable",
    Outcome.AGREED: "accord",
    Outcome.FAILED: "échec",
    Outcome.PENDING: "en cours",
    Outcome.UNKNOWN: "inconnu",
}
# A judgment or an appeal comes after what it judges; the others may come in any order.
_AFTER = {Act.APPEAL: Act.JUDGMENT, Act.EXECUTION: Act.JUDGMENT}


class ActForm(Form):
    """One act of a case. ``when`` says a date that is not exact."""

    act: Act = Field(description="mise-en-demeure, recours, mediation, audience, jugement, appel, execution.")
    on: Day | None = Field(None, description="Jour, s’il est connu.")
    when: Text = Field("", examples=["été 2022"], description="Période, quand le jour n’est pas connu.")
    before: Text = Field("", description="Juridiction, médiateur, destinataire.")
    number: Text = Field("", description="Numéro de la décision.")
    outcome: Outcome = Field(
        Outcome.UNKNOWN, description="favorable, partiel, defavorable, accord, echec, en-cours, inconnu."
    )
    says: Text = Field(min_length=8, description="Ce qui s’est passé, en une phrase.")
    due: Day | None = Field(None, description="Jour avant lequel l’établissement doit agir.")
    source: Text = Field(min_length=4, description="D’où cela est su.")
    seen: Literal["texte", "secondaire", "non vu"] = Field(description="Comment cela a été lu.")
    confidence: Confidence = Field(description="haute, moyenne, faible ou non vérifiée.")
    doubt: Text = Field("", description="Ce qui est incertain.")

    @model_validator(mode="after")
    def _dated(self) -> ActForm:
        if self.on is None and not self.when:
            raise ValueError("une étape dit son jour (on) ou sa période (when)")
        if self.confidence is not Confidence.HIGH and not self.doubt:
            raise ValueError("une étape incertaine dit son doute (doubt)")
        if self.due is not None and self.on is not None and self.due < self.on:
            raise ValueError(f"l’échéance ({self.due:%d/%m/%Y}) est avant l’étape ({self.on:%d/%m/%Y})")
        return self

    def say_when(self) -> str:
        """« 20 février 2025 », « été 2022 »."""
        return wording.say_day(self.on) if self.on else self.when


class PaperForm(Form):
    """A public document of a case."""

    title: Text = Field(min_length=3, description="Titre.")
    on: Day | None = Field(None, description="Jour.")
    address: Text = Field("", description="Adresse publique, ou cote.")


class HearingForm(Form):
    """What comes next."""

    on: Day = Field(description="Jour.")
    says: Text = Field(min_length=4, description="Quoi, et devant qui.")


class CaseForm(Form):
    """A row. There is no place here for a private note: it is refused as an unknown key."""

    id: Text = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Nom court, unique.")
    hospital: Text = Field(min_length=3, description="Établissement, ou série d’établissements.")
    place: Text = Field("", description="Ville ou ressort.")
    matter: Text = Field(min_length=8, description="De quoi il s’agit.")
    brought_by: Text = Field("", description="Qui agit.")
    acts: list[ActForm] = Field(
        min_length=1, description="Les étapes, de la plus ancienne à la plus récente."
    )
    next: HearingForm | None = Field(None, description="Prochaine audience ou échéance.")
    papers: list[PaperForm] = Field([], description="Documents publics.")
    unknown: list[Text] = Field([], description="Ce qui n’a pas été trouvé.")
    notes: list[Text] = Field([], description="Notes publiques.")

    @model_validator(mode="after")
    def _in_order(self) -> CaseForm:
        days = [act.on for act in self.acts if act.on]
        if days != sorted(days):
            raise ValueError(f"« {self.id} » : les étapes ne sont pas dans l’ordre des jours")
        before: set[Act] = set()
        for act in self.acts:
            needed = _AFTER.get(act.act)
            if needed and needed not in before:
                raise ValueError(f"« {self.id} » : {ACT_NAMES[act.act]} sans {ACT_NAMES[needed]} avant")
            if act.act is Act.JUDGMENT and act.outcome in (Outcome.AGREED, Outcome.FAILED):
                raise ValueError(f"« {self.id} » : un jugement n’est ni un accord ni un échec")
            before.add(act.act)
        return self

    @property
    def last(self) -> ActForm:
        """The latest act known."""
        return self.acts[-1]

    def at(self, act: Act) -> ActForm | None:
        """The latest act of that kind, None when nobody wrote one down."""
        return next((one for one in reversed(self.acts) if one.act is act), None)

    def overdue(self, today: date) -> tuple[str, ...]:
        """What should have happened by ``today`` and is not told: a hearing passed, a time given to the hospital."""
        late = []
        if self.next is not None and self.next.on < today:
            late.append(f"{self.next.says}, le {wording.say_day(self.next.on)} : suite non notée")
        executed = self.at(Act.EXECUTION) is not None
        for act in self.acts:
            if act.due is not None and act.due < today and not executed:
                late.append(f"délai passé le {wording.say_day(act.due)} : exécution non notée")
        return tuple(late)


class CasesForm(Form):
    """A file of cases."""

    checked: Day = Field(description="Jour de la dernière vérification.")
    cases: list[CaseForm] = Field(min_length=1, description="Les affaires.")


class PrivateForm(Form):
    """A file of private notes, by case. It is read beside a tracker, and never written into one."""

    private: dict[str, list[Text]] = Field(description="Notes, par affaire.")


@dataclass(frozen=True, slots=True)
class Tracker:
    """Cases in the order of the hospital's name."""

    checked: date
    cases: tuple[CaseForm, ...]

    def case(self, name: str) -> CaseForm:
        """A case by its id. Raises BadInput, with the nearest one."""
        for one in self.cases:
            if one.id == name:
                return one
        raise BadInput(
            f"« {name} » : affaire inconnue", remedy=did_you_mean(name, [one.id for one in self.cases])
        )

    def only(self, *, words: str = "", act: Act | None = None, outcome: Outcome | None = None) -> Tracker:
        """The cases that hold these words, reached that act, ended that way."""
        wanted = words.casefold()
        return Tracker(
            self.checked,
            tuple(
                one
                for one in self.cases
                if wanted in f"{one.id} {one.hospital} {one.place} {one.matter} {one.brought_by}".casefold()
                and (act is None or one.at(act) is not None)
                and (outcome is None or any(s.outcome is outcome for s in one.acts))
            ),
        )


def tracker_of(forms: Iterable[CasesForm]) -> Tracker:
    """One tracker of several files. The later file wins for a case that both know."""
    found: dict[str, CaseForm] = {}
    checked = date.min
    for form in forms:
        checked = max(checked, form.checked)
        found |= {one.id: one for one in form.cases}
    return Tracker(checked, tuple(sorted(found.values(), key=lambda one: (one.hospital.casefold(), one.id))))


def load_tracker(more: Sequence[str | PathLike[str]] = ()) -> Tracker:
    """The cases shipped with Sextant, and those of other files. Raises BadFile, BadDocument or BadLaw."""
    return tracker_of([_shipped(), *(read_cases(path) for path in more)])


@lru_cache(maxsize=1)
def _shipped() -> CasesForm:
    return read_cases(KNOWN)


def read_cases(path: str | PathLike[str]) -> CasesForm:
    """A file of cases. Raises BadFile, BadDocument, or BadLaw for a case written twice."""
    document = read_document(path)
    form = document.validate(CasesForm)
    seen: set[str] = set()
    for number, one in enumerate(form.cases):
        if one.id in seen:
            raise BadLaw(f"l’affaire « {one.id} » est écrite deux fois",
                         place=Place(Path(path).name, document.line(("cases", number))))  # fmt: skip
        seen.add(one.id)
    return form


def read_private(path: str | PathLike[str], tracker: Tracker) -> dict[str, list[str]]:
    """Private notes by case. Raises BadFile, or BadDocument for a case that the tracker does not know."""
    document: Document = read_document(path)
    form = document.validate(PrivateForm)
    known = [one.id for one in tracker.cases]
    for name in form.private:
        if name not in known:
            raise document.bad(
                ("private", name), f"« {name} » : affaire inconnue", remedy=did_you_mean(name, known)
            )
    return form.private
