"""From the name of a commune typed in a form to its code: offline, mergers followed, and no guess among namesakes.

In the whole form a commune has fields of its own: ``fact@mots``, what was typed, and ``fact@liste``, the words whose
communes were on the screen when one was chosen.
"""

from __future__ import annotations

from sextant.benefits.situation import contradictions
from sextant.benefits.vocabulary import vocabulary
from sextant.territory.commune import Territory
from sextant_web.benefits.answers import Answers, sentence


def named_commune(chosen: str | None, words: str, listed: str, places: Territory) -> tuple[str | None, str]:
    """The code meant, or None; and what is wrong. A choice made from the list of other words is not taken."""
    if chosen and places.today(chosen) is None:
        return None, f"Le code {chosen} n’est celui d’aucune commune connue : cherchez-la par son nom."
    if chosen and words in ("", " ".join(listed.split())):
        return chosen, ""
    if not words:
        return None, ""
    found = places.search(words, most=2)
    if len(found) == 1:
        return found[0]["code"], ""
    if found:
        return None, "Plusieurs communes répondent à ce nom : choisissez la vôtre."
    return None, f"Aucune commune ne s’appelle « {words} ». Essayez son code postal, ou le début de son nom."


def with_named_communes(answers: Answers, places: Territory | None) -> Answers:
    """The answers of the whole form, every commune typed by its name found, or told wrong."""
    if places is None:
        return answers
    fields, facts, wrong, asked = (
        dict(answers.fields),
        dict(answers.facts),
        dict(answers.wrong),
        [*answers.asked],
    )
    for name, fact in vocabulary().items():
        if fact.names != "commune" or name in wrong:
            continue
        words = " ".join(" ".join(fields.get(f"{name}@mots", ())).split())
        listed = " ".join(fields.pop(f"{name}@liste", ()))
        code, said = named_commune(facts.get(name), words, listed, places)
        facts.pop(name, None)
        fields.pop(name, None)
        if said:
            wrong[name] = said
            continue
        fields.pop(f"{name}@mots", None)
        if code is not None:
            facts[name], fields[name] = code, (code,)
            asked += [] if name in asked else [name]
    for name, said in contradictions(facts).items():
        wrong[name] = sentence(said)
        del facts[name]
    return Answers(fields, tuple(asked), facts, wrong)
