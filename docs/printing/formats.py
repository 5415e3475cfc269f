"""The files that Sextant reads and writes: keys printed from the forms that check them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sextant.almanac.holidays import TERRITORIES
from sextant.almanac.hours_form import HoursForm
from sextant.almanac.notation import LETTERS
from sextant.almanac.person_form import ConsentForm, PeriodForm, PregnancyForm, RestrictionForm
from sextant.document import MAX_BYTES, MAX_DEPTH
from sextant.law.planning_form import (
    ActivityForm,
    CallOutForm,
    LineFactsForm,
    PlanningForm,
    PlanningPersonForm,
)
from sextant.law.records import known_records
from sextant.law.settings import Settings
from sextant.procedure.case_facts import EventForm, FactsForm
from sextant.roster.policy_form import (
    CalledForm,
    CoverForm,
    MinutesForm,
    MovesForm,
    NumberForm,
    PoliciesForm,
    RequestForm,
    RestRunForm,
    ShiftForm,
    SpreadForm,
    SuccessionForm,
    WeekendsForm,
    WholeWeekendsForm,
    WorkRunForm,
)
from sextant.roster.roster_file import RosterForm
from sextant.roster.ward_columns import SHEETS
from sextant.roster.ward_file import EXAMPLE_WARD, example_ward
from sextant.roster.ward_form import (
    DutyForm,
    DutyWishForm,
    FixedForm,
    HistoryForm,
    InternForm,
    LeaveForm,
    LineForm,
    PersonalWishForm,
    PresenceForm,
    SharedForm,
    SignatoriesForm,
    WardForm,
    WeightsForm,
    WhoForm,
    WishesForm,
)

PLANNING = """\
person: {name: Camille, placement: hopital}
nature: realise
from: 2026-11-02 # un lundi
weeks:
  - MA MAN .. MA MA .. ..
  - MA MA MA M.a u .. ..
activities: # ce que les lettres ne disent pas
  - kind: astreinte
    from: 2026-11-17 18:30
    to: 2026-11-18 08:30
    call_outs:
      - {from: "20:00", to: "22:00", on_site: "1:00"} # trajet compris, une heure sur place
      - {from: "01:30", to: "05:30", on_site: "3:00"}
  - {kind: conge, from: 2026-11-19, to: 2026-11-21}
  - {kind: stage, from: 2026-11-23 08:00, to: 2026-11-23 22:00, half_days: 2}
"""

ROSTER = """\
roster:
  Camille:
    - MA MAN .. MA MA .. ..
    - MA MA MA Mu MA .. J
  Yanis:
    - MA MA N .. MA .. ..
    - c c c c c c ..
"""

_PLANNING_FORMS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("Planning", PlanningForm, ""),
    ("person", PlanningPersonForm, "La personne. Ce qui n’est pas écrit est le cas ordinaire."),
    ("person › pregnancy", PregnancyForm, "Ce que dit le certificat."),
    ("person › pregnancy › consent", ConsentForm, "Son accord écrit, qu’elle peut reprendre."),
    ("person › restrictions", RestrictionForm, "Une liste : un certificat daté chacun."),
    ("person › trimester", PeriodForm, ""),
    (
        "activities",
        ActivityForm,
        "Une liste. Une absence se compte en jours : `from` et `to` sont alors des dates.",
    ),
    (
        "activities › call_outs",
        CallOutForm,
        "Une heure seule est celle de l’astreinte ; avant son début, le lendemain.",
    ),
    ("hours", HoursForm, "Horaires des lettres. Une fin qui ne suit pas le début est le lendemain."),
    ("lines", LineFactsForm, "Une liste : ce que les règles sur les lignes demandent de savoir."),
)
FACTS = """\
procedure: plus-de-48-heures
local_union: false
dates: {trimestre_finit: 2027-01-31}
steps:
  documenter: {done: 2026-11-02}
  recuperation: {sent: 2026-11-10, received: 2026-11-12, answered: 2026-11-20, answer: refus, proof: AR 1A 234}
fields:
  nom: Camille Le Goff
  hopital: CH de Kerlann
"""

_FACTS_FORMS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("Faits", FactsForm, ""),
    ("steps", EventForm, "Une étape par clé. Une réception avant l’envoi, une date à venir sont refusées."),
)
_WARD_FORMS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("Service", WardForm, ""),
    ("interns", InternForm, "Une liste. `pregnancy`, `restrictions`, `trimester` : comme dans un planning."),
    ("interns › leave", LeaveForm, "Une liste d’absences, en jours."),
    ("interns › wishes", WishesForm, "Un souhait n’oblige personne."),
    ("interns › wishes › personal", PersonalWishForm, "Une demi-journée autonome, chaque semaine."),
    ("interns › wishes › avoid, prefer", DutyWishForm, "Des gardes à éviter, ou voulues."),
    ("interns › fixed", FixedForm, "Ce qui est décidé d’avance."),
    ("interns › history", HistoryForm, "Ce qui a été tenu au trimestre précédent, compté dans l’équité."),
    ("lines", LineForm, ("Une liste. Postes habituels : `garde`, nuits, samedis après-midi, dimanches et fériés ; "
            "`demi-garde`, chaque soir ; `astreinte`, nuits, dimanches et fériés.")),
    ("lines › duties", DutyForm, "Sans cette clé, les postes habituels de son genre, dits plus haut."),
    ("lines › who", WhoForm, "Ce que la loi interdit (grossesse, certificat) s’ajoute de soi-même."),
    ("lines › shared", SharedForm, "Les internes de l’autre service comptent dans l’effectif de la ligne."),
    ("presence", PresenceForm, "Une liste ; une règle plus bas remplace celles d’au-dessus."),
    ("shifts", ShiftForm, ("Une liste. Un poste tenu par plusieurs personnes ; chacune en tient un par jour au plus. Il "
            "s’écrit `J@soir` s’il finit le jour même, `N@nuit` s’il commence après midi et finit le lendemain.")),
    ("policies", PoliciesForm, ("Ce que le service décide pour lui-même, une liste par forme. Sans prix (`weight`, `under`, "
            "`over`), une règle ne cède jamais ; avec un prix, chaque manque est payé, et dit dans le tableau. Aucune ne "
            "gagne contre la loi, que tout tableau respecte d’abord.")),
    ("policies › successions", SuccessionForm, ""),
    ("policies › numbers", NumberForm, ""),
    ("policies › minutes", MinutesForm, ""),
    ("policies › weekends, weekends_running", WeekendsForm, ""),
    ("policies › whole_weekends", WholeWeekendsForm, "Samedi et dimanche travaillés tous deux, ou libres tous deux."),
    ("policies › work_runs", WorkRunForm, ""),
    ("policies › rest_runs", RestRunForm, ""),
    ("policies › spreads", SpreadForm, "Deux personnes de temps différents se comparent à temps égal."),
    ("policies › called", CalledForm, "Chaque personne qui tient un de ces postes est payée une fois."),
    ("policies › moves", MovesForm, "Une place est un ensemble de postes ; passer de l’une à l’autre se paie, ou est exclu."),
    ("policies › cover", CoverForm, ""),
    ("policies › requests", RequestForm, "Sans `weight`, une demande est un engagement : elle est toujours tenue."),
    ("weights", WeightsForm, "Plus un coût est grand, plus ce but cède tard. La loi ne cède jamais."),
    ("signatories", SignatoriesForm, ""),
)  # fmt: skip


def page() -> str:
    """The printed page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# Les fichiers",
        "",
        "Sextant lit des fichiers YAML (ou JSON) et des classeurs `.xlsx`. Les clés sont en anglais et peu nombreuses, les",
        "valeurs en français. Une clé inconnue, un nom inconnu, une date hors de la période sont refusés avec leur ligne ou",
        "leur cellule, et rien n’est écrit.",
        "",
        "- Une date s’écrit `2026-11-02`, une heure `08:30`, un jour et son heure `2026-11-02 18:30`.",
        "- `true` et `false` disent oui et non ; `oui`, `yes`, `on` sont du texte.",
        "- Un nombre à virgule s’écrit avec un point : `0.5`.",
        "- Une ligne, ou une fin de ligne, qui commence par `#` est un commentaire.",
        f"- Un fichier pèse au plus {MAX_BYTES // 1_000_000} Mo, n’emboîte pas plus de {MAX_DEPTH} niveaux, n’emploie ni",
        "  renvois (`&`, `*`) ni étiquettes (`!`) de YAML, et n’écrit aucune clé deux fois.",
        "",
        "[La semaine en lettres](#la-semaine-en-lettres) · [Planning](#un-planning) · [Service](#un-service) ·",
        "[Tableau](#un-tableau) · [Classeur](#un-classeur) · [Faits](#des-faits) · [Règle](#une-règle)",
        "",
        *_letters(),
        "",
        "## Un planning",
        "",
        "Le temps d’une personne, prévu ou fait. `sextant audit planning.yaml` le décompte et le contrôle.",
        "",
        "```yaml",
        *PLANNING.splitlines(),
        "```",
        "",
        "Une garde de 24 heures s’écrit en deux activités, le jour puis la nuit, qui se décomptent chacune ; en lettres, `G`.",
        "",
    )
    for title, form, note in _PLANNING_FORMS:
        yield from _table(title, form, note)
    yield from (
        "## Un service",
        "",
        "Tout ce qu’il faut pour faire un tableau. `sextant roster new` écrit cet exemple ; `sextant roster solve` en fait un",
        "tableau. Son schéma, pour les éditeurs : [ward.schema.json](ward.schema.json).",
        "",
        "```yaml",
        *EXAMPLE_WARD.splitlines(),
        "```",
        "",
        "Les jours se disent en mots : `samedi`, `lundi au vendredi`, `week-end`, `tous`, `férié`, `hors férié`,",
        "`jeudi semaines paires`, `2026-12-24`, `2026-12-21 au 2026-12-27`. Une liste additionne ; `hors férié` y retranche.",
        "Une demi-journée s’ajoute à la fin : `jeudi après-midi`, `2026-11-12 matin`.",
        "",
        f"Territoires : {', '.join(f'`{name}`' for name in TERRITORIES)}.",
        "",
    )
    for title, form, note in _WARD_FORMS:
        yield from _table(title, form, note)
    yield from (
        "### Un service qui a des postes et ses règles",
        "",
        "```yaml",
        *example_ward("urgences").splitlines(),
        "```",
        "",
        "### records",
        "",
        "Les faits de procédure que les règles connaissent ; un fait absent est inconnu, ce qui est aussi une réponse.",
        "",
        "| Clé | Valeur | Sens |",
        "|---|---|---|",
        *(f"| `{r.name}` | {r.type} | {r.says} |" for r in known_records().values()),
        "",
        "### settings",
        "",
        "Les lectures choisies là où les sources divergent : `sextant law list` et [les règles](law.md) disent lesquelles.",
        f"Noms : {', '.join(f'`{name}`' for name in Settings.model_fields)}.",
        "",
        "## Un tableau",
        "",
        "Un fichier de service qui finit par `roster` : pour chaque interne, une ligne par semaine de la période, du lundi au",
        "dimanche. `sextant roster solve` l’écrit, `sextant roster audit` le contrôle ; il se corrige à la main.",
        "",
        "```yaml",
        *ROSTER.splitlines(),
        "```",
        "",
        "Une garde dit sa ligne (`N@gardes`) quand plusieurs lignes ont des postes de ce genre ; sinon elle se devine.",
        "",
        f"`roster` : {RosterForm.model_fields['roster'].description}",
        "",
        "## Un classeur",
        "",
        "Le même service, dans un `.xlsx`. Les titres sont à la première ligne ; la feuille « Service » a ses titres dans la",
        "première colonne. Accents, majuscules et pluriels ne comptent pas. Une formule, une macro, une feuille mal nommée sont",
        "refusées ; les autres feuilles sont laissées de côté.",
        "",
    )
    for title, columns in SHEETS.items():
        yield from (f"### Feuille « {title} »", "", "| Titre | À remplir | Sens |", "|---|---|---|")
        yield from (f"| {c.title} | {'oui' if c.needed else ''} | {c.note} |" for c in columns)
        yield ""
    yield from (
        "## Des faits",
        "",
        "Ce qui a été envoyé, reçu, répondu, et ce que les lettres ont à dire. `sextant dossier start` en prépare un ;",
        "`sextant dossier next`, `letter` et `make` le lisent. Les étapes sont celles des [démarches](procedures.md).",
        "",
        "```yaml",
        *FACTS.splitlines(),
        "```",
        "",
    )
    for title, form, note in _FACTS_FORMS:
        yield from _table(title, form, note)
    yield from (
        "## Une règle",
        "",
        "Les règles de droit sont aussi des fichiers : [Ajouter une règle](../how-to/add-a-rule.md).",
    )


def _letters() -> Iterator[str]:
    yield from (
        "## La semaine en lettres",
        "",
        "Sept mots, du lundi au dimanche ; une lettre par demi-journée. `MA MAN .. MA MA .. ..` : lundi plein, mardi plein et",
        "la nuit, mercredi libre, jeudi et vendredi pleins, week-end libre.",
        "",
        "| Lettre | Sens |",
        "|:-:|---|",
    )
    yield from (f"| `{letter}` | {sense.name} |" for letter, sense in LETTERS.items())
    yield from (
        "| `G` | garde de 24 h : samedi `MSN`, dimanche et férié `JN` |",
        "| `.` | rien ; `..` est un jour libre |",
        "",
        "- `u p r R S .` prennent la première demi-journée libre : `Mu` est un matin de stage et une après-midi universitaire,",
        "  `.p` une après-midi autonome. Le samedi, `S` est l’après-midi.",
        "- Les lettres suivent l’ordre de la journée, une par demi-journée ; `c m f` prennent la journée entière, `J b` le",
        "  matin et l’après-midi. `e` va de 20 h à minuit en semaine ; les autres jours, et `x` toujours, disent leurs heures.",
        "- Une garde de 24 heures du samedi (`G`, `MSN` ou `MAN`) n’a pas de coupure à midi ; s’il y en a eu une, elle",
        "  s’écrit : `MS(14:00-18:30)N`.",
        "- Des heures entre parenthèses remplacent les heures habituelles : `M(08:00-13:30)`, `N(20:00-08:00)`, `u(4h)`,",
        "  `MA(08:00-22:00)` (deux demi-journées d’un seul tenant). `N`, `D` ou `a` qui commence avant midi commence après",
        "  minuit, donc le lendemain : `D(00:30-08:30)`.",
        "- `a(20:00-22:00~1h,01:30-05:30~3h)` est une astreinte et ses déplacements, trajets compris ;",
        "  `~` dit le temps sur place.",
        "- `@ligne` après une garde nomme sa ligne : `N@gardes`. Si une lettre suit, un `/` les sépare : `J@gardes/N@gardes`.",
        "- `!` dit une pause non donnée (`M!`), ou aucun senior joignable (`N!`) ; `+` dit l’accord de l’interne (`N+`).",
        "- Les semaines se séparent par `|` ou à la ligne.",
    )


def _table(title: str, form: type[BaseModel], note: str) -> Iterator[str]:
    yield from (f"### {title}", "")
    if note:
        yield from (note, "")
    yield from ("| Clé | Valeur | Sens |", "|---|---|---|")
    schema = form.model_json_schema(by_alias=True)
    required = set(schema.get("required", ()))
    for name, field in form.model_fields.items():
        key = field.alias or name
        value = _value(schema["properties"][key], schema.get("$defs", {}))
        default = schema["properties"][key].get("default")
        value += _default(default) if key not in required else ""
        shown = f"**`{key}`**" if key in required else f"`{key}`"
        yield f"| {shown} | {value} | {(field.description or '').replace('|', chr(92) + '|')} |"
    yield ""


def _default(value: object) -> str:
    if value is True:
        return " (`true` si absent)"
    if isinstance(value, str | int | float) and value:
        return f" (`{value if isinstance(value, str) else format(value, 'g')}` si absent)"
    return ""


def _value(schema: dict[str, Any], known: dict[str, Any]) -> str:
    """What a key holds, in a few words."""
    if "anyOf" in schema:
        kinds = [_value(one, known) for one in schema["anyOf"] if one.get("type") != "null"]
        return " ou ".join(dict.fromkeys(kinds))
    if "$ref" in schema or "allOf" in schema:
        name = (schema.get("$ref") or schema["allOf"][0]["$ref"]).rsplit("/", 1)[-1]
        return _value(known[name], known)
    if "enum" in schema:
        return " · ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        inner = _value(schema.get("items", {}), known)
        return "liste" if inner == "clés" else f"liste : {inner}"
    if schema.get("type") == "object":
        return "clés"
    if schema.get("format") == "date":
        return "date"
    return {"string": "texte", "integer": "entier", "number": "nombre", "boolean": "`true` · `false`"}.get(
        str(schema.get("type")), "valeur"
    )
