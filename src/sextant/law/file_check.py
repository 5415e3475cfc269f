"""Checks the rule files and answers like a colleague: which file, which line, what is missing, what would do.

Each file is read alone first (keys, types, dates, names); what holds is then looked at together
(identifiers, dates that overlap) and every example is run through the auditor.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sextant.almanac.activity import Kind
from sextant.almanac.person import PlacementKind
from sextant.document import Document
from sextant.errors import BadLaw, Place, SextantError
from sextant.form import KeyPath, did_you_mean
from sextant.law.example import FIGURES, differences, is_broken
from sextant.law.library import TEXTS, Library, library_of, load, rule_files, rule_of, text_of
from sextant.law.records import known_records
from sextant.law.rule import Example, Rule
from sextant.law.settings import Settings
from sextant.law.shapes.leave_run import PayableLeave
from sextant.law.shapes.reading_rule import ReadingRule

# Shapes with several ways to say their limit: at least one of these numbers is written.
_ONE_OF: Mapping[str, tuple[str, ...]] = {
    "count_at_most": ("at_most", "at_most_per_week", "at_most_setting"),
    "leave_run": ("at_once", "a_year"),
    "line_at_least": ("interns", "setting", "inside_normal_service"),
    "longest_run": ("at_most_hours", "under_hours"),
}
# Numbers that may be negative: they go back in time.
_SIGNED = {"days", "months"}
_CLOCKS = {"starts_from", "ends_from"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rule that could be read, and where."""

    rule: Rule
    document: Document
    number: int

    def wrong(self, what: str, remedy: str = "", *, at: KeyPath = ()) -> SextantError:
        """A remark about this rule, or about what stands at ``at`` inside it."""
        place = Place(self.document.name, self.document.line(("rules", self.number, *at)))
        return BadLaw(f"{self.rule.code} ({self.rule.id}) : {what}", place=place, remedy=remedy)


def check(folder: Path | None = None) -> list[SextantError]:
    """Everything wrong in the rule files of ``folder`` (the shipped law by default), in order of file and line.

    The rules of another folder are read beside the shipped ones, which they may govern or replace by ``id``.
    """
    folder = folder or TEXTS
    remarks: list[SextantError] = []
    entries: list[_Entry] = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".yml":
            remarks.append(
                BadLaw("ce fichier n’est pas lu", place=Place(file.name), remedy="Nommez-le « .yaml ».")
            )
    for file in rule_files(folder):
        try:
            document = text_of(file, folder)
        except SextantError as error:
            remarks.append(error)
            continue
        for number in range(len(document.data["rules"])):
            try:
                entries.append(_Entry(rule_of(document, number), document, number))
            except SextantError as error:
                remarks.append(error)
    remarks += _together(entries)
    once = {entry.rule.id: entry for entry in reversed(entries)}  # an identifier written twice was just told
    library = _beside(folder, [entry.rule for entry in once.values()])
    for entry in once.values():
        # A rule with an unknown name cannot be run: its examples wait until that is mended.
        remarks += list(_numbers(entry, library)) or list(_examples(entry, library))
    if not entries and not remarks:
        remarks.append(
            BadLaw(
                "ce dossier ne contient aucune règle",
                place=Place(str(folder)),
                remedy="Donnez un dossier de fichiers .yaml.",
            )
        )
    return sorted(remarks, key=lambda remark: (remark.place.file, remark.place.line or 0))


def _beside(folder: Path, rules: list[Rule]) -> Library:
    if folder == TEXTS:
        return library_of(rules)
    own = {rule.id for rule in rules}
    return library_of([*rules, *(rule for rule in load().rules if rule.id not in own)])


# -- what is looked at together -----------------------------------------------------------------------


def _together(entries: list[_Entry]) -> Iterator[SextantError]:
    """Identifiers written twice, and versions of one rule that overlap."""
    first: dict[str, _Entry] = {}
    families: dict[str, list[_Entry]] = {}
    for entry in entries:
        rule = entry.rule
        if rule.id in first:
            other = first[rule.id]
            where = f"{other.document.name}, ligne {other.rule.line}"
            yield entry.wrong(
                f"cet identifiant est déjà celui d’une règle ({where})", "Donnez un autre « id ».", at=("id",)
            )
            continue
        first[rule.id] = entry
        families.setdefault(_family(rule.id), []).append(entry)
        since, until = rule.valid.since, rule.valid.until
        if since and until and until <= since:
            yield entry.wrong(
                f"la fin ({until:%d/%m/%Y}) n’est pas après le début ({since:%d/%m/%Y})", at=("valid",)
            )
    for family in families.values():
        yield from _versions(family)


def _family(rule_id: str) -> str:
    """The rule that a version belongs to: its ``id`` without the year it may end with."""
    return re.sub(r"-\d{4}$", "", rule_id)


def _versions(family: list[_Entry]) -> Iterator[SextantError]:
    in_order = sorted(family, key=lambda e: (e.rule.valid.since is not None, e.rule.valid.since))
    for before, after in itertools.pairwise(in_order):
        until, since = before.rule.valid.until, after.rule.valid.since
        if since is None or until is None or until > since:
            remedy = f"Fermez « {before.rule.id} » par « valid: {{…, to: {since or '2027-01-01'}}} »."
            yield after.wrong(
                f"cette version et « {before.rule.id} » valent les mêmes jours", remedy, at=("valid",)
            )


# -- names and numbers ----------------------------------------------------------------------------------


def _numbers(entry: _Entry, library: Library) -> Iterator[SextantError]:
    """The numbers of the shape: missing, out of range, or names that nothing knows."""
    rule = entry.rule
    written = rule.shape.model_dump(exclude_unset=True)
    name = written.pop("shape")
    if name in _ONE_OF and not any(written.get(key) for key in _ONE_OF[name]):
        yield entry.wrong(
            f"la forme « {name} » n’a pas de limite",
            f"Écrivez sous « with » {' ou '.join(_ONE_OF[name])}.",
            at=("with",),
        )
    for key, value in written.items():
        at: KeyPath = ("with", key)
        if isinstance(value, int | float) and value < 0 and key not in _SIGNED:
            yield entry.wrong(f"« {key}: {value:g} » est négatif", "Écrivez un nombre positif.", at=at)
        if key in _CLOCKS and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            yield entry.wrong(
                f"« {value} » n’est pas une heure", 'Écrivez par exemple "18:30", entre guillemets.', at=at
            )
    for place, names, known, what in _known_names(rule, written, library):
        for unknown in [one for one in names if one not in known]:
            remedy = did_you_mean(unknown, list(known))
            yield entry.wrong(f"{what} « {unknown} » est inconnu de Sextant", remedy, at=place)


def _known_names(
    rule: Rule, written: Mapping[str, object], library: Library
) -> Iterator[tuple[KeyPath, list[str], Iterable[str], str]]:
    """(place, names written, names known, what they are) for every name of a rule."""
    records, settings = list(known_records()), list(Settings.model_fields)

    def names(key: str) -> list[str]:
        value = written.get(key)
        return (
            [str(one) for one in value] if isinstance(value, tuple | list) else [str(value)] if value else []
        )

    for key in ("unless_record", "only_if_record", "unless_records", "act", "anchor"):
        yield ("with", key), names(key), records, "le fait"
    if rule.shape.model_dump().get("shape") == "record":
        yield ("with", "name"), names("name"), records, "le fait"
    for key in ("setting", "at_most_setting", "days_before_setting"):
        yield ("with", key), names(key), settings, "le réglage"
    yield ("level_setting",), [rule.level_setting] if rule.level_setting else [], settings, "le réglage"
    yield ("with", "placements"), names("placements"), [kind.value for kind in PlacementKind], "le stage"
    yield ("with", "kind"), names("kind"), [kind.value for kind in Kind], "l’activité"
    yield ("with", "of"), names("of"), library.codes, "le code"


# -- examples -------------------------------------------------------------------------------------------


def _examples(entry: _Entry, library: Library) -> Iterator[SextantError]:
    rule = entry.rule
    if len(rule.examples) < 2:
        said = "un seul exemple" if rule.examples else "aucun exemple"
        yield entry.wrong(
            said, "Il en faut deux : un où la règle tient, un où elle est enfreinte.", at=("examples",)
        )
    elif isinstance(rule.shape, ReadingRule | PayableLeave):
        if len({repr((example.says, example.account)) for example in rule.examples}) < 2:
            yield entry.wrong(
                "tous les exemples attendent la même chose",
                "Montrez aussi le cas contraire.",
                at=("examples",),
            )
    elif all(is_broken(example) for example in rule.examples):
        yield entry.wrong(
            "aucun exemple où la règle tient", "Ajoutez-en un avec « breaches: 0 ».", at=("examples",)
        )
    elif not any(is_broken(example) for example in rule.examples):
        yield entry.wrong(
            "aucun exemple où la règle est enfreinte", "Ajoutez-en un avec « breaches: 1 ».", at=("examples",)
        )
    for number, example in enumerate(rule.examples):
        at: KeyPath = ("examples", number)
        unknown = _unknown_in(example, library)
        if unknown:
            what, remedy = unknown
            yield entry.wrong(f"exemple n° {number + 1}, {what}", remedy, at=at)
            continue
        try:
            wrong = differences(rule, example, library)
        except SextantError as error:
            key = f"« {error.place.key} » : " if error.place.key else ""
            yield entry.wrong(f"exemple n° {number + 1}, {key}{error.what}", error.remedy, at=at)
            continue
        for one in wrong:
            remedy = f"Corrigez l’exemple (« {example.because} ») ou la règle."
            yield entry.wrong(f"exemple n° {number + 1}, {one}", remedy, at=at)


def _unknown_in(example: Example, library: Library) -> tuple[str, str] | None:
    """A code or a figure that an example names and that does not exist."""
    for code in example.says:
        if code not in library.codes:
            return f"le code « {code} » est inconnu", did_you_mean(code, library.codes)
    for name in example.account:
        if name not in FIGURES:
            return f"« {name} » n’est pas un chiffre du décompte", did_you_mean(name, FIGURES)
    return None
