"""What each step of a roster asks, as fields of the facts. The order and the words of the screens are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sextant.form import KeyPath
from sextant_web.roster.fields import Field, Json, Kind, Row, Sheet, fill, get, posted_length

Posted = Iterable[str]
Fields = Callable[[KeyPath], tuple[Field, ...]]

PHASES = (("", "approfondissement"), ("socle", "socle"), ("consolidation", "consolidation"))
ABSENCES = (("", "congé annuel"), ("maladie", "maladie"), ("formation-syndicale", "formation syndicale"))
LINES = (("garde", "garde sur place"), ("demi-garde", "demi-garde"), ("astreinte", "astreinte"))
DUTIES = (
    ("garde-nuit", "garde de nuit"),
    ("garde-jour", "garde de jour (dimanche, férié)"),
    ("demi-garde", "demi-garde"),
    ("continuite", "samedi après-midi ou autre continuité"),
    ("astreinte", "astreinte"),
)
SHARINGS = (("", "au prorata du temps"), ("egal", "également"), ("anciennete", "par ancienneté"))
HALVES = (("", "matin et après-midi"), ("matin", "matin"), ("apres-midi", "après-midi"))
KINDS = (
    ("garde-nuit", "gardes de nuit"),
    ("garde-jour", "gardes de jour"),
    ("demi-garde", "demi-gardes"),
    ("astreinte", "astreintes"),
)
DAYS = "jours : « samedi », « lundi au vendredi », « semaines paires », « férié », ou des dates : 2026-12-24"


def rows(facts: Json, path: KeyPath, of: Fields, posted: Posted | None, blank: int = 1) -> list[Row]:
    """The rows of a list of the facts, then those typed beyond, or ``blank`` empty ones."""
    there = len(get(facts, path) or [])
    count = there + blank if posted is None else max(there, posted_length(posted, path))
    return [Row((*path, n), of((*path, n)), fresh=n >= there) for n in range(count)]


def people(facts: Json, posted: Posted | None = None) -> Sheet:
    """Step 1: who the interns are."""

    def of(path: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*path, "name"), "Prénom ou nom"),
            Field((*path, "phase"), "Phase", Kind.CHOICE, choices=PHASES),
            Field((*path, "semester"), "Semestre", Kind.WHOLE),
            Field((*path, "share"), "Temps", Kind.NUMBER),
        )

    blank = 1 if facts.get("interns") else 4
    return fill(facts, rows(facts, ("interns",), of, posted, blank))


def person(facts: Json, n: int, posted: Posted | None = None) -> Sheet:
    """Step 1, for one intern: what exempts from duties, and what was held before."""
    path: KeyPath = ("interns", n)

    def restriction(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "from"), "Du", Kind.DAY),
            Field((*at, "to"), "Au", Kind.DAY),
            Field((*at, "kinds"), "Ne peut pas tenir", Kind.CHOICES, choices=KINDS),
        )

    known = (
        Field(
            (*path, "pregnancy", "third_month"),
            "Dispense de garde : premier jour du troisième mois de grossesse",
            Kind.DAY,
            "La loi dispense de garde à partir de ce jour. Rien d’autre n’est demandé.",
        ),
        Field(
            (*path, "pregnancy", "consent", "from"),
            "Elle a écrit qu’elle souhaite continuer les gardes, le",
            Kind.DAY,
            "Laissez vide sinon : la dispense vaut d’office.",
        ),
        Field((*path, "surnombre"), "Stage en surnombre", Kind.YES),
    )
    before = (
        Field((*path, "history", "nights"), "Nuits de garde", Kind.WHOLE),
        Field((*path, "history", "weekends"), "Gardes de week-end", Kind.WHOLE),
        Field((*path, "history", "holidays"), "Gardes de jour férié", Kind.WHOLE),
        Field(
            (*path, "history", "last_duty_end"),
            "Fin de la dernière garde",
            Kind.MOMENT,
            "Si elle finit le premier jour de la période : le repos qui la suit sera tenu.",
        ),
        Field((*path, "leave_taken"), "Jours de congé déjà pris depuis novembre", Kind.NUMBER),
    )
    skills = Field(
        (*path, "skills"),
        "Compétences",
        Kind.WORDS,
        "Celles que des postes demandent, séparées par des virgules : « réanimation, échographie ».",
    )
    return fill(
        facts,
        [
            Row((*path, "known"), known),
            Row((*path, "before"), before),
            Row((*path, "skills"), (skills,)),
            *rows(facts, (*path, "restrictions"), restriction, posted),
        ],
    )


def line(facts: Json, n: int, posted: Posted | None = None) -> Sheet:
    """Step 2, one line: what it holds, who may hold it, with whom it is shared."""
    path: KeyPath = ("lines", n)
    names = tuple((str(i.get("name", "")), str(i.get("name", ""))) for i in facts.get("interns", []))

    def duty(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "kind"), "Poste", Kind.CHOICE, choices=(("", "—"), *DUTIES)),
            Field((*at, "days"), "Jours", Kind.WORDS, suggestions="jours"),
            Field((*at, "hours"), "Horaire", hint="18:30-08:30"),
        )

    main = (
        Field((*path, "name"), "Nom de la ligne", hint="Par exemple « Gardes de médecine »."),
        Field((*path, "kind"), "Ce qu’elle tient", Kind.CHOICE, choices=LINES),
        Field((*path, "id"), "Mot court", hint="Il suit la lettre dans le tableau : N@gardes."),
        Field((*path, "senior_roster"), "Une liste de seniors complète la ligne", Kind.YES),
        Field(
            (*path, "cover"),
            "Un poste que personne ne tient",
            Kind.CHOICE,
            choices=(("", "est interdit"), ("wanted", "est permis, à regret")),
        ),
    )
    who = (
        Field((*path, "who", "phases"), "Phases admises", Kind.CHOICES, choices=PHASES_TOLD, hint="Toutes si rien n’est coché."),
        Field((*path, "who", "min_semester"), "À partir du semestre", Kind.WHOLE),
        Field((*path, "who", "except"), "Sauf", Kind.CHOICES, choices=names),
        Field((*path, "who", "only"), "Seulement", Kind.CHOICES, choices=names, hint="Tous si rien n’est coché."),
    )  # fmt: skip
    shared = (
        Field((*path, "shared", "with"), "Autre service", hint="Laissez vide si la ligne est à vous seuls."),
        Field((*path, "shared", "ours"), "Nos jours", Kind.WORDS, f"Nos {DAYS}.", suggestions="jours"),
        Field((*path, "shared", "interns"), "Internes de l’autre service qui la tiennent aussi", Kind.WHOLE),
    )
    necessity = (
        Field(
            (*path, "necessity"),
            "Nécessité impérieuse de service, motivée par écrit",
            Kind.LONG,
            "Seulement pour dépasser le service normal de gardes (règle G2) : qui l’a écrit, quand, pourquoi.",
        ),
    )
    return fill(
        facts,
        [
            Row((*path, "main"), main),
            Row((*path, "who"), who),
            Row((*path, "shared"), shared),
            Row((*path, "necessity"), necessity),
            *rows(facts, (*path, "duties"), duty, posted),
        ],
    )


def shift(facts: Json, n: int, posted: Posted | None = None) -> Sheet:
    """Step 2, one shift: when it is held, for how long it counts, who may hold it."""
    del posted
    path: KeyPath = ("shifts", n)
    names = tuple((str(i.get("name", "")), str(i.get("name", ""))) for i in facts.get("interns", []))
    main = (
        Field((*path, "name"), "Nom du poste", hint="Par exemple « Soir »."),
        Field((*path, "hours"), "Horaire", hint="14:00-22:00 ; une fin avant le début est le lendemain."),
        Field((*path, "minutes"), "Temps compté", Kind.HOURS, "Celui de l’horaire si vide ; sinon « 7 h 30 »."),
        Field((*path, "id"), "Mot court", hint="Il suit la lettre dans le tableau : J@soir. Fait du nom si vide."),
    )  # fmt: skip
    who = (
        Field((*path, "skill"), "Compétence qu’il faut", hint="Elle se dit sur la page de chaque interne."),
        Field((*path, "only"), "Seulement", Kind.CHOICES, choices=names, hint="Tous si rien n’est coché."),
    )
    return fill(facts, [Row((*path, "main"), main), Row((*path, "who"), who)])


PHASES_TOLD = (
    ("socle", "socle"),
    ("approfondissement", "approfondissement"),
    ("consolidation", "consolidation"),
)


def needs(facts: Json, posted: Posted | None = None) -> Sheet:
    """Step 3: how many interns half-days need."""

    def of(path: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*path, "days"), "Jours", Kind.WORDS, suggestions="jours"),
            Field((*path, "half_day"), "Demi-journée", Kind.CHOICE, choices=HALVES),
            Field((*path, "minimum"), "Au moins", Kind.WHOLE),
            Field((*path, "wanted"), "Souhaité", Kind.WHOLE),
            Field((*path, "maximum"), "Au plus", Kind.WHOLE),
        )

    return fill(facts, rows(facts, ("presence",), of, posted))


def absence(facts: Json, n: int, posted: Posted | None = None) -> Sheet:
    """Step 4, one intern: courses, leave, wishes, what is decided beforehand."""
    path: KeyPath = ("interns", n)
    ids = [
        (str(one.get("id", "")), str(one.get("name") or one.get("id", ""))) for one in facts.get("lines", [])
    ]
    lines = (("", "toutes les lignes"), *ids)

    def leave(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "from"), "Du", Kind.DAY),
            Field((*at, "to"), "Au", Kind.DAY),
            Field((*at, "kind"), "Motif", Kind.CHOICE, choices=ABSENCES),
            Field((*at, "movable"), "Ne peut pas être déplacé", Kind.NO),
        )

    def duty_wish(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "days"), "Jours", Kind.WORDS, suggestions="jours"),
            Field((*at, "line"), "Ligne", Kind.CHOICE, choices=lines),
            Field((*at, "weight"), "Force (1 à 10)", Kind.WHOLE),
        )

    def personal(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "when"), "Demi-journée", Kind.WORDS, suggestions="demi-journees"),
            Field((*at, "weight"), "Force (1 à 10)", Kind.WHOLE),
        )

    def fixed(at: KeyPath) -> tuple[Field, ...]:
        return (
            Field((*at, "day"), "Jour", Kind.DAY),
            Field((*at, "what"), "En lettres", hint="N, J, MA, u…"),
        )

    university = Field(
        (*path, "university"),
        "Demi-journées universitaires",
        Kind.WORDS,
        "Chaque semaine : « jeudi après-midi » ; ou à des dates : « 2026-11-12 matin ».",
        suggestions="demi-journees",
    )
    return fill(
        facts,
        [
            Row((*path, "courses"), (university,)),
            *rows(facts, (*path, "leave"), leave, posted),
            *rows(facts, (*path, "wishes", "personal"), personal, posted),
            *rows(facts, (*path, "wishes", "avoid"), duty_wish, posted),
            *rows(facts, (*path, "wishes", "prefer"), duty_wish, posted),
            *rows(facts, (*path, "fixed"), fixed, posted),
        ],
    )


def period(facts: Json, posted: Posted | None = None) -> Sheet:
    """The period, how the ward works, how gardes are shared, the usual hours, and who signs."""
    del posted
    dates = (Field(("from",), "Premier jour", Kind.DAY), Field(("to",), "Dernier jour", Kind.DAY))
    service = (
        Field(
            ("records", "temps_continu"),
            "Le service est organisé en temps continu : ses postes n’ont pas les heures des gardes (règle G4)",
            Kind.YES,
        ),
    )
    hours = (
        Field(("hours", "morning"), "Matin", hint="08:30-13:00"),
        Field(("hours", "afternoon"), "Après-midi", hint="14:00-18:30"),
        Field(("hours", "night"), "Nuit", hint="18:30-08:30"),
        Field(("hours", "day_duty"), "Garde de jour", hint="08:30-18:30"),
    )
    signatories = (
        Field(("signatories", "responsable"), "Praticien responsable"),
        Field(("signatories", "coordonnateur"), "Coordonnateur de la spécialité"),
        Field(("signatories", "directeur"), "Direction de l’établissement"),
    )
    sharing = (
        Field(
            ("sharing",),
            "Les gardes se partagent",
            Kind.CHOICE,
            "Par ancienneté, chaque semestre accompli retire 5 % de la part.",
            choices=SHARINGS,
        ),
    )
    return fill(
        facts,
        [
            Row(("dates",), dates),
            Row(("service",), service),
            Row(("sharing",), sharing),
            Row(("hours",), hours),
            Row(("signatories",), signatories),
        ],
    )
