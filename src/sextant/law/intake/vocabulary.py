"""The words in which a day of work is written, each with the letter of the week notation that it stands for.

A closed list: a word that is not here is refused, never skipped (« annulée », « échangée » change everything).
"""

from __future__ import annotations

import re

GARDE, ASTREINTE, CALL, STAGE, OFF, HOLIDAY = "garde", "astreinte", "déplacement", "stage", "libre", "férié"
"""What has no letter of its own: the day or the hours decide."""

MORNING_WORD, AFTERNOON_WORD, DAY_WORD = "matin", "après-midi", "journée"

WORDS: dict[str, str] = {
    # on the ward
    "stage": STAGE, "en stage": STAGE, "travail": STAGE, "travaille": STAGE, "present": STAGE, "presente": STAGE,
    "service normal": STAGE, "consultation": STAGE, "consultations": STAGE, "consult": STAGE,
    # gardes
    "garde": GARDE, "de garde": GARDE,
    "garde de nuit": "N", "garde nuit": "N", "nuit de garde": "N", "nuit": "N",
    "garde de jour": "J", "garde jour": "J", "jour de garde": "J",
    "garde de 24 h": "G", "garde de 24h": "G", "garde 24h": "G", "garde 24 h": "G", "garde de 24 heures": "G",
    "demi-garde": "D", "demi garde": "D", "1/2 garde": "D",
    "continuite de service": "S", "continuite": "S", "samedi apres-midi de garde": "S",
    # astreintes
    "astreinte": ASTREINTE, "d'astreinte": ASTREINTE, "astreinte de nuit": "a", "astreinte nuit": "a",
    "astreinte de jour": "b", "astreinte jour": "b",
    "deplacement": CALL, "deplacements": CALL, "deplace": CALL, "deplacee": CALL,
    # elsewhere
    "cours": "u", "fac": "u", "faculte": "u", "universitaire": "u", "demi-journee universitaire": "u",
    "enseignement": "u", "groupe de pairs": "u",
    "autonome": "p", "demi-journee autonome": "p", "temps personnel": "p", "travail personnel": "p",
    "formation autonome": "p",
    "formation syndicale": "f", "conge de formation syndicale": "f",
    "pdsa": "e", "effection": "e", "effection de pdsa": "e", "maison medicale de garde": "e",
    "appel exceptionnel": "x", "prelevement": "x", "greffe": "x",
    # absent
    "repos de securite": "R", "rs": "R", "repos": OFF, "libre": OFF, "off": OFF, "rien": OFF, "jour libre": OFF,
    "ne travaille pas": OFF,
    "recuperation": "r", "recup": "r",
    "conge": "c", "conges": "c", "conge annuel": "c", "conges annuels": "c", "ca": "c", "vacances": "c",
    "en conge": "c", "en vacances": "c",
    "maladie": "m", "malade": "m", "arret": "m", "arret maladie": "m", "arret de travail": "m",
    "conge maladie": "m", "conge maternite": "m", "maternite": "m", "conge paternite": "m", "absence justifiee": "m",
    "ferie": HOLIDAY, "jour ferie": HOLIDAY,
    # which part of the day
    "matin": MORNING_WORD, "matinee": MORNING_WORD, "le matin": MORNING_WORD,
    "apres-midi": AFTERNOON_WORD, "apres midi": AFTERNOON_WORD, "aprem": AFTERNOON_WORD, "apm": AFTERNOON_WORD,
    "l'apres-midi": AFTERNOON_WORD,
    "journee": DAY_WORD, "journee entiere": DAY_WORD, "toute la journee": DAY_WORD, "jour": DAY_WORD,
    # what is said of it
    "sans pause": "!pause", "pause non donnee": "!pause",
    "sans senior": "!senior", "aucun senior joignable": "!senior", "senior injoignable": "!senior",
    "volontaire": "+", "avec mon accord": "+",
}  # fmt: skip

AMBIGUOUS = {
    "am": "« AM » est le matin pour les uns, l’après-midi pour les autres : écrivez matin ou après-midi",
    "pm": "« PM » n’est pas compris : écrivez après-midi",
    "formation": "« formation » peut être universitaire, autonome ou syndicale : écrivez laquelle",
    "rtt": "« RTT » n’existe pas pour un interne : écrivez récupération, congé ou autonome",
    "reunion": "« réunion » n’est pas compris : écrivez stage si elle se tient dans le service, cours sinon",
}

_FILLERS = {
    "de", "du", "des", "d", "le", "la", "les", "l", "en", "au", "aux", "a", "avec", "dont", "puis", "et", "par",
    "urgences", "urgence", "etage", "etages", "hopital", "cabinet", "service", "sur", "place", "h", "heures", "interieure",
}  # fmt: skip
"""Words that change nothing to what is counted: articles, and where it takes place."""

_PHRASES = re.compile(
    r"(?<![\w'])(" + "|".join(re.escape(words) for words in sorted(WORDS, key=len, reverse=True)) + r")(?!\w)"
)


def words_in(folded: str) -> tuple[list[str], list[str]]:
    """What the words of a folded text stand for, in order, and the words that are not known."""
    found = [WORDS[match[1]] for match in _PHRASES.finditer(folded)]
    left = re.findall(r"[^\W_]+", _PHRASES.sub(" ", folded))
    return found, [word for word in left if word not in _FILLERS]
