"""« Ma journée »: one button that says what it will do, what is planned today, the last entries to correct."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.almanac.holidays import zone_of
from sextant.almanac.span import local
from sextant.errors import BadEntry, BadInput
from sextant_web.ledger.bridge import chain_of, latest_of
from sextant_web.ledger.device_form import GiveUp, Opening, Sent
from sextant_web.ledger.models import Arrival, Chain
from sextant_web.ledger.noting import capital, note
from sextant_web.ledger.planned import planned
from sextant_web.ledger.tap import LONGEST_STAGE, Leaving, entries_from, likely_kind, usual_garde_start
from sextant_web.ledger.telling import TAPPED, TYPED, clock, say_moment, told, told_plan
from sextant_web.ledger.typed import now_utc

LUNCHES = (0, 20, 30, 45, 60, 90)
OUT_OF_CARE = (15, 30, 60, 120, 180, 240)
SHOWN = 3


@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest) -> HttpResponse:
    """Shows the day; a tap without a script arrives here too."""
    chain = chain_of(request.user)
    now = now_utc(timezone.now())
    trouble = ""
    if request.method == "POST":
        try:
            said = _tap(request, chain, now)
            messages.success(request, said)
            return redirect("ledger:day")
        except BadInput as error:
            trouble = capital(str(error))
    page = {"trouble": trouble, **day_of(chain, now)}
    return render(request, "ledger/screens/day.html", page, status=422 if trouble else 200)


@require_safe
def day_offline(request: HttpRequest) -> HttpResponse:
    """The same page with nothing of anybody in it: what a phone keeps and fills by itself when it is off line."""
    page = {"offline": True, "kind": Kind.STAGE, **_choices()}
    return render(request, "ledger/screens/day.html", page)


def day_of(chain: Chain, now: datetime) -> dict[str, object]:
    """What the page shows, at that moment."""
    zone = zone_of(chain.person.get("territory", "metropole"))
    here = local(int(now.timestamp() // 60), zone)
    arrival = Arrival.objects.filter(user_id=chain.user_id).first()
    plan = planned(chain.user, here.date() - timedelta(days=1), here.date())
    # The night that started yesterday is still today's until it ends.
    plan = [one for one in plan if one.day == here.toordinal() or one.end > now.timestamp() / 60]
    page: dict[str, object] = {
        "chain": chain,
        "id": f"w-{uuid4().hex}",
        "today": here.date(),
        "clock": wording.say_time(here.hour * 60 + here.minute),
        "zone": zone,
        **_choices(),
        "kind": likely_kind([one.kind for one in plan], here),
        "plan": told_plan(plan, zone),
        "latest": [told(entry) for entry in latest_of(chain, SHOWN, here.date())],
        "arrival": arrival,
    }
    page["known"] = known_of(page, arrival)
    if arrival is not None:
        page |= _open(arrival, now)
    return page


def known_of(page: dict[str, object], arrival: Arrival | None) -> dict[str, object]:
    """What the phone keeps of the page, to show it off line: plan, last entries, open arrival, usual break."""
    return {
        "day": page["today"].isoformat(),
        "plan": page["plan"],
        "latest": [asdict(one) for one in page["latest"]],
        "lunch": page["chain"].lunch,
        "kind": page["kind"].value,
        "arrival": arrival
        and {
            "id": arrival.entry,
            "kind": arrival.kind,
            "at": arrival.at.isoformat(),
            "zone": arrival.zone,
            "calls": arrival.calls,
            "recorded_at": arrival.noted_at.isoformat(),
        },
    }


def _choices() -> dict[str, object]:
    """What the lists of the page offer, the same for everybody."""
    return {
        "kinds": [(kind.value, said) for kind, said in TAPPED.items()],
        "all_kinds": [(kind.value, said) for kind, said in TYPED.items()],
        "lunches": LUNCHES,
        "out_of_care": OUT_OF_CARE,
    }


def _open(arrival: Arrival, now: datetime) -> dict[str, object]:
    kind, minutes = Kind(arrival.kind), int((now - arrival.at).total_seconds() // 60)
    away = next((call for call in arrival.calls if not call.get("to")), None)
    return {
        "kind": kind,
        "since": say_moment(arrival.at, arrival.zone),
        "lasted": wording.say_duration(max(minutes, 0)),
        "astreinte": kind is Kind.ASTREINTE,
        "away": say_moment(datetime.fromisoformat(away["from"]), arrival.zone) if away else "",
        "calls": len(arrival.calls),
        "long_stage": kind is Kind.STAGE and minutes > LONGEST_STAGE,
        "garde_from": usual_garde_start(arrival.at, arrival.zone).strftime("%H:%M"),
    }


def _tap(request: HttpRequest, chain: Chain, now: datetime) -> str:
    """Does what the button says. Raises BadInput."""
    fields, arrival = request.POST, Arrival.objects.filter(user_id=chain.user_id).first()
    act = fields.get("act", "")
    zone = zone_of(chain.person.get("territory", "metropole"))
    if act == "arrive":
        opening = Opening(_id(fields), _kind(fields), now, zone, (), now)
        _note(request, [opening], now)
        return f"Arrivée notée à {clock(int(now.timestamp() // 60), zone)}."
    if arrival is None:
        raise BadEntry("aucune arrivée n’est notée", remedy="Notez d’abord votre arrivée.")
    if act == "leave":
        entries = entries_from(
            arrival.entry,
            Kind(arrival.kind),
            arrival.at,
            arrival.zone,
            arrival.calls,
            _leaving(fields, arrival, now),
        )
        _note(request, [*entries], now)
        _keep_lunch(chain, fields)
        return f"Noté : {told(entries[0]).title.lower()}, {told(entries[0]).when}."
    if act == "give-up":
        _note(request, [GiveUp(arrival.entry)], now)
        return "L’arrivée est annulée : rien n’a été noté."
    if act in ("call-out", "back"):
        calls = _calls(arrival, act, fields, now)
        kept = Opening(arrival.entry, Kind(arrival.kind), arrival.at, arrival.zone, tuple(calls), now)
        _note(request, [kept], now)
        return "Départ en déplacement noté." if act == "call-out" else "Retour noté."
    raise BadEntry("ce geste n’existe pas", remedy="Rechargez la page.")


def _note(request: HttpRequest, sent: list[Sent], now: datetime) -> None:
    for answer in note(request.user, sent, now):
        if answer.state == "refused":
            raise BadEntry(answer.says.rstrip("."))


def _id(fields: dict[str, str]) -> str:
    return str(fields.get("id", ""))[:80] or f"w-{uuid4().hex}"


def _kind(fields: dict[str, str]) -> Kind:
    found = next((kind for kind in TAPPED if kind.value == fields.get("kind")), None)
    if found is None:
        raise BadEntry("dites ce qui commence", remedy="Choisissez par exemple « Stage ».")
    return found


def _minutes(fields: dict[str, str], name: str) -> int | None:
    text = fields.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _leaving(fields: dict[str, str], arrival: Arrival, now: datetime) -> Leaving:
    garde = None
    if fields.get("garde_from"):
        hour, _, minute = fields["garde_from"].partition(":")
        if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
            raise BadEntry(
                "l’heure de début de la garde n’en est pas une", remedy="Écrivez par exemple 18:30."
            )
        start = usual_garde_start(arrival.at, arrival.zone).replace(hour=int(hour), minute=int(minute))
        garde = int(start.timestamp() // 60)
    tags = tuple(tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip())
    return Leaving(
        end=now,
        lunch=_minutes(fields, "lunch") or 0,
        pause={"oui": True, "non": False}.get(fields.get("pause", "")),
        out_of_care=_minutes(fields, "out_of_care"),
        tags=tags,
        note=fields.get("note", "").strip(),
        garde_from=garde,
    )


def _keep_lunch(chain: Chain, fields: dict[str, str]) -> None:
    lunch = _minutes(fields, "lunch")
    if lunch is not None and lunch != chain.lunch:
        Chain.objects.filter(pk=chain.pk).update(lunch=lunch)


def _calls(arrival: Arrival, act: str, fields: dict[str, str], now: datetime) -> list[dict[str, object]]:
    calls = [dict(call) for call in arrival.calls]
    away = bool(calls) and not calls[-1].get("to")
    if act == "call-out":
        if away:
            raise BadEntry("un déplacement est déjà en cours", remedy="Notez d’abord votre retour.")
        return [*calls, {"from": now.isoformat()}]
    if not away:
        raise BadEntry("aucun déplacement n’est en cours", remedy="Notez d’abord votre départ.")
    calls[-1]["to"] = now.isoformat()
    on_site = _minutes(fields, "on_site")
    if on_site is not None:
        calls[-1]["on_site"] = on_site
    return calls
