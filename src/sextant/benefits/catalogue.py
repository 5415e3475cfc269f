"""The catalogue: reads one file per aid, and what several share (``parameters.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sextant.benefits import places
from sextant.benefits.amount import DatedValue, Parameters
from sextant.benefits.benefit import Benefit, Source
from sextant.document import Document, decode, parse_document, read_bytes, read_document
from sextant.errors import BadDocument, BadInput, Place
from sextant.form import Form, did_you_mean

CATALOGUE = Path(__file__).parent / "catalogue"
PARAMETERS = Path(__file__).with_name("parameters.yaml")


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Aids in a fixed order: nation first, then région, département, intercommunalité, commune; then by name."""

    benefits: tuple[Benefit, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Benefit]:
        """Every aid by its identifier."""
        return {benefit.id: benefit for benefit in self.benefits}

    @cached_property
    def conflicts(self) -> Mapping[str, frozenset[str]]:
        """With which others each aid does not go, told by either of the two."""
        found: dict[str, set[str]] = {benefit.id: set() for benefit in self.benefits}
        for benefit in self.benefits:
            for other in benefit.incompatible:
                if other in found:
                    found[benefit.id].add(other)
                    found[other].add(benefit.id)
        return {name: frozenset(others) for name, others in found.items()}

    def get(self, name: str) -> Benefit:
        """The aid of that identifier. Raises BadInput, with the nearest one."""
        found = self.by_id.get(name.strip().lower())
        if found is None:
            near = did_you_mean(name, list(self.by_id))
            raise BadInput(
                f"« {name} » : aide inconnue",
                remedy=near if "Vouliez" in near else "« sextant benefits list » les donne toutes.",
            )
        return found


class _Shared(Form):
    sources: list[Source]
    parameters: dict[str, list[DatedValue]]


@lru_cache(maxsize=1)
def shared_parameters() -> Parameters:
    """The parameters that several aids use."""
    return read_document(PARAMETERS).validate(_Shared).parameters


def load(*folders: Path) -> Catalogue:
    """The shipped catalogue, read once, or that of the given folders (``load(CATALOGUE, mine)`` adds to it).

    Raises BadFile or BadDocument, which name file and line.
    """
    return _read(folders) if folders else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    return _read((CATALOGUE,))


def _read(folders: Iterable[Path]) -> Catalogue:
    found: dict[str, Benefit] = {}
    for folder in folders:
        for file in benefit_files(folder):
            benefit = read_benefit(file, folder)
            if benefit.id in found:
                raise BadDocument(
                    f"l’identifiant « {benefit.id} » sert deux fois (déjà dans {found[benefit.id].file})",
                    place=Place(benefit.file),
                    remedy="Donnez un autre « id » à la nouvelle aide.",
                )
            found[benefit.id] = benefit
    return catalogue_of(found.values())


def catalogue_of(benefits: Iterable[Benefit]) -> Catalogue:
    """These aids, in the order of a catalogue."""
    return Catalogue(tuple(sorted(benefits, key=_order)))


def benefit_files(folder: Path) -> list[Path]:
    """The aid files of a folder and of the folders in it, in order."""
    return sorted(folder.rglob("*.yaml"))


def read_benefit(file: Path, folder: Path | None = None) -> Benefit:
    """The aid of one file, named as it is inside ``folder``. Raises BadFile or BadDocument, with the line."""
    name = file.relative_to(folder or file.parent).as_posix()
    return benefit_from(parse_document(decode(read_bytes(file), name), name))


def benefit_from(document: Document) -> Benefit:
    """The aid that a document describes. Raises BadDocument, with the line."""
    benefit = document.validate(Benefit)
    known = {**shared_parameters(), **benefit.parameters}
    used: dict[str, list[DatedValue]] = dict(benefit.parameters)
    for number, amount in enumerate(benefit.amounts):
        for key in ("parameter", "mix"):
            named = getattr(amount, key)
            if named and named not in known:
                raise document.bad(
                    ("amounts", number, key),
                    f"le paramètre « {named} » n’est pas dans « parameters »",
                    remedy=did_you_mean(named, list(known)),
                )
            if named:
                used[named] = list(known[named])
    return benefit.model_copy(update={"file": document.name, "parameters": used})


def concerning(benefit: Benefit, departement: str) -> bool:
    """True for what may be given in a département: the nation's, its région's, its own, and its places'."""
    payer = benefit.payer
    if not payer.local:
        return True
    if payer.territory:
        place = places.departement_of(payer.territory) if payer.scale == "commune" else payer.territory
        wanted = places.region_of(departement) if payer.scale == "region" else departement
        if payer.scale != "epci":
            return place == wanted
    named = {
        leaf.fact: leaf.wanted for one in benefit.conditions for leaf in one.leaves() if leaf.fact in _HERE
    }
    return any(departement in wanted for wanted in named.values())


_HERE = ("territoire.departement", "stage.departement")

SCALES = ("nationale", "region", "departement", "epci", "commune")
CATEGORIES = {
    "etudes": "Études",
    "stage": "Stage",
    "installation": "Installation",
    "exercice": "Exercice",
    "fiscalite": "Fiscalité",
    "collectivite": "Cadre légal des collectivités",
    "information": "À savoir",
}


def _order(benefit: Benefit) -> tuple[int, str, int, str]:
    return (
        SCALES.index(benefit.payer.scale),
        benefit.payer.territory,
        list(CATEGORIES).index(benefit.category),
        benefit.id,
    )
