"""The sheets and columns of a ward's workbook: French titles, the key each fills, how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sextant.form import KeyPath, did_you_mean, to_day
from sextant.workbook import plain


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its French name, the key it fills, how its cell is read, what it means."""

    title: str
    key: KeyPath
    read: Callable[[object], object]
    note: str
    needed: bool = False


# -- cells ----------------------------------------------------------------------------------------


def _text(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).split())


def _day(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    french = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    return to_day(f"{french[3]}-{french[2]:0>2}-{french[1]:0>2}" if french else text)


def _moment(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else _text(value)


def _whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,6}", value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("un nombre entier est attendu, par exemple 3")


def _number(value: object) -> object:
    if isinstance(value, str):
        text = value.strip().replace(",", ".")
        percent = re.fullmatch(r"(\d{1,3}) ?%", text)
        if percent:
            return int(percent[1]) / 100
        if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", text):
            return float(text)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError("un nombre est attendu, par exemple 0,5")


def _yes_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    word = plain(str(value))
    if word in ("oui", "x", "vrai", "1"):
        return True
    if word in ("non", "faux", "0"):
        return False
    raise ValueError("oui ou non est attendu")


def _words(value: object) -> object:
    """Several phrases in one cell, separated by commas, semicolons or lines."""
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    text = re.sub(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", lambda m: f"{m[3]}-{m[2]:0>2}-{m[1]:0>2}", str(value))
    return [" ".join(part.split()) for part in re.split(r"[,;\n]", text) if part.strip()]


def _one_of(words: dict[str, str]) -> Callable[[object], object]:
    """A French word of the sheet for a value of the file; the value itself is understood too."""
    known = {plain(word): value for word, value in words.items()}

    def read(value: object) -> object:
        word = plain(str(value))
        if word in known:
            return known[word]
        if word in known.values():
            return word
        raise ValueError(f"« {value!s:.40} » n’est pas possible ici → {did_you_mean(word, list(known))}")

    return read


# -- sheets and columns ---------------------------------------------------------------------------

_SERVICE = (
    Column("Service", ("ward",), _text, "Nom du service.", needed=True),
    Column("Hôpital", ("hospital",), _text, "Nom de l’hôpital."),
    Column("Territoire", ("territory",), _text, "metropole, alsace-moselle, reunion… : fériés et heure."),
    Column("Premier jour", ("from",), _day, "Premier jour du tableau.", needed=True),
    Column("Dernier jour", ("to",), _day, "Dernier jour, compris.", needed=True),
    Column("Responsable", ("signatories", "responsable"), _text, "Praticien responsable, qui signe."),
    Column("Coordonnateur", ("signatories", "coordonnateur"), _text, "Coordonnateur de la spécialité."),
    Column("Directeur", ("signatories", "directeur"), _text, "Directeur de la structure."),
    Column(
        "Partage des gardes",
        ("sharing",),
        _one_of({"au prorata du temps": "temps", "également": "egal", "par ancienneté": "anciennete"}),
        "au prorata du temps (si vide), également, ou par ancienneté.",
    ),
)
_INTERNES = (
    Column("Nom", ("name",), _text, "Unique dans le service.", needed=True),
    Column("Phase", ("phase",), _text, "socle, approfondissement ou consolidation."),
    Column("Semestre", ("semester",), _whole, "Ancienneté, en semestres."),
    Column("Temps", ("share",), _number, "1 à temps plein, 0,5 à mi-temps."),
    Column("Surnombre", ("surnombre",), _yes_no, "oui ou non."),
    Column(
        "Troisième mois", ("pregnancy", "third_month"), _day, "Grossesse : premier jour du troisième mois."
    ),
    Column(
        "Accord gardes",
        ("pregnancy", "consent", "from"),
        _day,
        "Grossesse : jour de son accord pour continuer.",
    ),
    Column(
        "Universitaire",
        ("university",),
        _words,
        "« jeudi après-midi », ou des dates, séparés par des virgules.",
    ),
    Column("Nuits passées", ("history", "nights"), _whole, "Nuits tenues au trimestre précédent."),
    Column("Week-ends passés", ("history", "weekends"), _whole, "Week-ends travaillés."),
    Column("Fériés passés", ("history", "holidays"), _whole, "Jours fériés travaillés."),
    Column(
        "Écart demi-journées",
        ("history", "half_days"),
        _number,
        "Au-dessus (+) ou au-dessous (-) des collègues.",
    ),
    Column("Fin dernière garde", ("history", "last_duty_end"), _moment, "Si elle déborde sur la période."),
)
_LIGNES = (
    Column("Identifiant", ("id",), _text, "Mot court, sans espace : gardes.", needed=True),
    Column("Nom", ("name",), _text, "Nom complet."),
    Column(
        "Genre", ("kind",), _one_of({"garde": "garde", "demi-garde": "demi-garde", "astreinte": "astreinte"}),
        "garde, demi-garde ou astreinte.", needed=True,
    ),
    Column("Phases", ("who", "phases"), _words, "Phases admises ; toutes si vide."),
    Column("Semestre minimum", ("who", "min_semester"), _whole, "Ancienneté minimale."),
    Column("Seulement", ("who", "only"), _words, "Ces internes seulement."),
    Column("Sauf", ("who", "except"), _words, "Tous sauf ces internes."),
    Column("Seniors", ("senior_roster",), _yes_no, "oui : une liste de seniors complète la ligne."),
    Column("Partagée avec", ("shared", "with"), _text, "L’autre service."),
    Column("Nos jours", ("shared", "ours"), _words, "Jours que nous tenons."),
    Column("Internes de l’autre service", ("shared", "interns"), _whole, "Leur nombre."),
    Column("Nécessité", ("necessity",), _text, "Nécessité impérieuse de service, motivée par écrit."),
    Column(
        "Couverture", ("cover",), _one_of({"obligatoire": "required", "souhaitée": "wanted"}), "obligatoire ou souhaitée.",
    ),
)  # fmt: skip
_PRESENCE = (
    Column("Jours", ("days",), _words, "« lundi au vendredi », « samedi », ou des dates.", needed=True),
    Column(
        "Demi-journée", ("half_day",),
        _one_of({"matin": "matin", "après-midi": "apres-midi", "les deux": "les-deux"}), "matin, après-midi ou les deux.",
    ),
    Column("Minimum", ("minimum",), _whole, "Au moins."),
    Column("Souhaité", ("wanted",), _whole, "De préférence."),
    Column("Maximum", ("maximum",), _whole, "Au plus."),
)  # fmt: skip
_CONGES = (
    Column("Nom", ("name",), _text, "Nom de l’interne.", needed=True),
    Column("Du", ("from",), _day, "Premier jour.", needed=True),
    Column("Au", ("to",), _day, "Dernier jour, compris.", needed=True),
    Column(
        "Nature", ("kind",), _one_of({"congé": "conge", "maladie": "maladie", "formation syndicale": "formation-syndicale"}),
        "congé, maladie ou formation syndicale.",
    ),
    Column("Déplaçable", ("movable",), _yes_no, "non : le calcul ne proposera pas de le déplacer."),
)  # fmt: skip
_SOUHAITS = (
    Column("Nom", ("name",), _text, "Nom de l’interne.", needed=True),
    Column(
        "Souhait", ("wish",), _one_of({"éviter": "avoid", "préférer": "prefer", "autonome": "personal"}),
        "éviter ou préférer une garde ; autonome : demi-journée autonome.", needed=True,
    ),
    Column("Jours", ("days",), _words, "« samedi », des dates, ou « vendredi après-midi ».", needed=True),
    Column("Ligne", ("line",), _text, "Identifiant d’une ligne ; toutes si vide."),
    Column("Force", ("weight",), _whole, "De 1 à 10."),
)  # fmt: skip
_AFFECTATIONS = (
    Column("Nom", ("name",), _text, "Nom de l’interne.", needed=True),
    Column("Jour", ("day",), _day, "Jour où la garde commence.", needed=True),
    Column("Quoi", ("what",), _text, "En lettres : N@gardes, J@gardes, MA…", needed=True),
)

SHEETS: dict[str, tuple[Column, ...]] = {
    "Service": _SERVICE,
    "Internes": _INTERNES,
    "Lignes": _LIGNES,
    "Présence": _PRESENCE,
    "Congés": _CONGES,
    "Souhaits": _SOUHAITS,
    "Affectations": _AFFECTATIONS,
}
"""Each sheet and its columns; « Service » has them in rows, name then value."""
