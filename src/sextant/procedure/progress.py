"""Where a matter stands on a day: each step, what silence has made of it, what to do next and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sextant import wording
from sextant.procedure.case_facts import Facts
from sextant.procedure.steps import DeadlineForm, Outcome, Silence, StepForm


class State(StrEnum):
    """Where a step stands."""

    TO_DO = "à faire"
    TOO_LATE = "délai passé"
    WAITING = "en attente"
    TO_REMIND = "à relancer"
    OVERDUE = "sans réponse"
    REFUSED_BY_SILENCE = "refusée par le silence"
    AGREED_BY_SILENCE = "accordée par le silence"
    REFUSED = "refusée"
    PART = "accordée en partie"
    AGREED = "accordée"
    DONE = "faite"
    NOT_YET = "pas encore"
    POINTLESS = "sans objet"
    NOT_ASKED = "à votre demande seulement"


_REFUSALS = {State.REFUSED, State.REFUSED_BY_SILENCE, State.PART}
_OPEN = {State.TO_DO, State.TOO_LATE, State.NOT_YET}
_ACTIONS = {State.TO_DO, State.TO_REMIND, State.OVERDUE}


@dataclass(frozen=True, slots=True)
class Standing:
    """A step on a day.

    ``due`` is the day that matters now: the last day to act, or the day by which an answer is due. ``refused_on``
    is the day of its refusal, written or by silence. ``says`` explains, in French.
    """

    step: StepForm
    state: State
    says: str
    due: date | None = None
    refused_on: date | None = None
    sent: date | None = None
    answered: date | None = None

    @property
    def settles(self) -> bool:
        """True when it ended in an agreement that closes the matter."""
        return self.step.settles and self.state in (State.AGREED, State.AGREED_BY_SILENCE)

    @property
    def acts(self) -> bool:
        """True when something is to be done about it now."""
        return self.state in _ACTIONS


@dataclass(frozen=True, slots=True)
class Progress:
    """All the steps in order, on ``today``."""

    title: str
    today: date
    standings: tuple[Standing, ...]

    @property
    def next(self) -> tuple[Standing, ...]:
        """What to do, most urgent first: a last day to act, then the others in the order of the procedure."""
        actions = [one for one in self.standings if one.acts]
        return tuple(sorted(actions, key=lambda one: one.due or date.max))

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """What was sent and may still be answered, soonest first."""
        waits = [one for one in self.standings if one.state is State.WAITING]
        return tuple(sorted(waits, key=lambda one: one.due or date.max))

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """What was not answered in time, or not done in time."""
        late = (State.OVERDUE, State.REFUSED_BY_SILENCE, State.TOO_LATE)
        return tuple(one for one in self.standings if one.state in late)

    @property
    def settled(self) -> bool:
        """True when a step ended in agreement."""
        return any(one.settles for one in self.standings)


def progress(facts: Facts, today: date) -> Progress:
    """Read each step in order; a step looks at those before it, never after."""
    found: dict[str, Standing] = {}
    for step in facts.procedure.steps:
        found[step.id] = _standing(step, facts, found, today)
    settled = next((one for one in found.values() if one.settles), None)
    if settled is None:
        return Progress(facts.procedure.title, today, tuple(found.values()))
    said = f"« {settled.step.says} » a été {settled.state.value}"
    return Progress(
        facts.procedure.title,
        today,
        tuple(
            replace(one, state=State.POINTLESS, says=said, due=None) if one.state in _OPEN else one
            for one in found.values()
        ),
    )


def _standing(step: StepForm, facts: Facts, before: dict[str, Standing], today: date) -> Standing:
    event = facts.event(step.id)
    if event.begun is not None:
        return _begun(step, facts, today)
    if step.union and not facts.form.local_union:
        return Standing(
            step, State.NOT_ASKED, "rien n’est transmis à la structure locale sans votre accord (local_union)"
        )
    due = _deadline(step.act_by, facts, before)
    missing = [name for name in step.after if not _opened(before[name], step)]
    if missing:
        wanted = "refusé" if step.opens_on == "refus" else "engagé"
        names = wording.join([f"« {before[name].step.says} »" for name in missing])
        return Standing(step, State.NOT_YET, f"s’ouvre quand {names} est {wanted}", due)
    if due is not None and today > due:
        return Standing(step, State.TOO_LATE, f"il fallait agir au plus tard le {wording.say_date(due)}", due)
    if due is not None:
        return Standing(step, State.TO_DO, f"au plus tard le {wording.say_date(due)}", due)
    if step.act_by is not None:
        name = step.act_by.date
        said = (
            f"délai inconnu : donnez la date « {name} » ({facts.procedure.dates[name]})"
            if name
            else "délai inconnu"
        )
        return Standing(step, State.TO_DO, said)
    return Standing(step, State.TO_DO, "dès maintenant")


def _opened(previous: Standing, step: StepForm) -> bool:
    if step.opens_on == "refus":
        return previous.state in _REFUSALS
    return previous.sent is not None or previous.state is State.DONE


def _deadline(form: DeadlineForm | None, facts: Facts, before: dict[str, Standing]) -> date | None:
    if form is None:
        return None
    start = facts.form.dates.get(form.date) if form.date else before[form.refusal_of].refused_on
    return form.after(start) if start is not None else None


def _begun(step: StepForm, facts: Facts, today: date) -> Standing:
    """A step that was done or sent."""
    event = facts.event(step.id)
    if event.done is not None:
        return Standing(step, State.DONE, f"le {wording.say_date(event.done)}")
    assert event.sent is not None
    limit = _answer_limit(step, facts)
    silence = step.silence
    ask_by = _deadline(step.act_by, facts, {}) if step.act_by and step.act_by.date else None
    if silence is Silence.AGREEMENT and ask_by is not None and event.sent > ask_by:
        silence = Silence.UNKNOWN  # asked too late: its silence grants nothing
    if event.answer is not None and event.answered is not None:
        late = limit is not None and event.answered > limit and silence is Silence.AGREEMENT
        if late and limit is not None:
            said = f"le silence valait accord le {wording.say_date(limit)}, avant la réponse"
            return Standing(step, State.AGREED_BY_SILENCE, said, limit, None, event.sent, event.answered)
        state = {Outcome.AGREED: State.AGREED, Outcome.REFUSED: State.REFUSED, Outcome.PART: State.PART}[
            event.answer
        ]
        refused = event.answered if state in _REFUSALS else None
        if limit is not None and step.silence is Silence.REFUSAL and event.answered > limit and refused:
            refused = (
                limit  # a refusal by silence came first; its deadline is the one to keep, out of caution
            )
        return Standing(
            step,
            state,
            f"réponse du {wording.say_date(event.answered)}",
            None,
            refused,
            event.sent,
            event.answered,
        )
    return _unanswered(step, silence, event.sent, event.received, limit, today)


def _answer_limit(step: StepForm, facts: Facts) -> date | None:
    """The day on which silence means something, or an answer is due."""
    event = facts.event(step.id)
    if step.silence_before is not None:
        return _deadline(step.silence_before, facts, {})
    start = event.received or event.sent
    return step.answer_within.after(start) if step.answer_within and start else None


def _unanswered(
    step: StepForm, silence: Silence, sent: date, received: date | None, limit: date | None, today: date
) -> Standing:
    doubt = "" if received else " ; la réception n’est pas dite, le délai est compté de l’envoi"
    if limit is None:
        remind = step.remind_after.after(sent) if step.remind_after else None
        if remind is not None and today >= remind:
            said = f"envoyée le {wording.say_date(sent)}, aucun délai de réponse trouvé : relancez, ou passez à la suite"
            return Standing(step, State.TO_REMIND, said, None, None, sent)
        said = f"envoyée le {wording.say_date(sent)} ; aucun délai de réponse trouvé"
        if remind is not None:
            said += f" ; relancez à partir du {wording.say_date(remind)} (notre conseil)"
        return Standing(step, State.WAITING, said, remind, None, sent)
    if today <= limit - timedelta(days=1) or (today <= limit and silence is Silence.REFUSAL):
        meaning = {
            Silence.REFUSAL: "le silence vaudra refus",
            Silence.AGREEMENT: "le silence vaudra accord",
            Silence.UNKNOWN: "ce que vaut le silence n’a pas été lu",
        }[silence]
        said = f"réponse attendue jusqu’au {wording.say_date(limit)} ; {meaning}{doubt}"
        return Standing(step, State.WAITING, said, limit, None, sent)
    if silence is Silence.REFUSAL:
        said = f"aucune réponse le {wording.say_date(limit)} : le silence vaut refus{doubt}"
        return Standing(step, State.REFUSED_BY_SILENCE, said, limit, limit, sent)
    if silence is Silence.AGREEMENT:
        said = f"aucune réponse le {wording.say_date(limit)} : le silence vaut accord"
        return Standing(step, State.AGREED_BY_SILENCE, said, limit, None, sent)
    said = f"aucune réponse le {wording.say_date(limit)} : relancez, ou passez à la suite"
    return Standing(step, State.OVERDUE, said, limit, None, sent)
