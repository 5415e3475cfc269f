"""Takes in what one already kept: columns recognised, shown, confirmed; then all of it, or nothing."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sextant import wording
from sextant.errors import BadInput
from sextant.ledger.blank_sheet import blank_sheet
from sextant.ledger.periods import By
from sextant.ledger.sheet_words import Role
from sextant_web.ledger.bridge import chain_of, person_of
from sextant_web.ledger.models import Chain, Draft
from sextant_web.ledger.noting import Refused, capital, note
from sextant_web.ledger.overview import span_of
from sextant_web.ledger.reprise import Understood, tried, understand
from sextant_web.ledger.telling import TYPED, told
from sextant_web.ledger.typed import now_utc

MOST_BYTES = 5_000_000
SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
def import_hours(request: HttpRequest) -> HttpResponse:
    """A file is put down, read and shown as often as one likes; « confirm » alone notes something."""
    chain, now = chain_of(request.user), now_utc(timezone.now())
    page: dict[str, object] = {"troubles": []}
    act = request.POST.get("act", "")
    if act == "give-up":
        Draft.objects.filter(user=request.user).delete()
        return redirect("ledger:import_hours")
    try:
        if act == "show":
            _put_down(request)
        draft = Draft.objects.filter(user=request.user).first()
        if draft is not None and act == "again":
            _say(draft, request.POST.dict())
        if draft is not None:
            understood = _read(draft, chain, now)
            if act == "confirm" and not understood.refused:
                return _confirm(request, draft, understood, now)
            page |= _shown(request, draft, understood, now)
    except Refused as error:
        page["troubles"] = [answer.says for answer in error.answers if answer.state == "refused"][:20]
    except BadInput as error:
        page["troubles"] = [capital(str(error))]
    return render(request, "ledger/screens/import_hours.html", page, status=422 if page["troubles"] else 200)


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook for the trimester, to be filled in and put down here."""
    person = person_of(chain_of(request.user))
    span = span_of(By.TRIMESTER, timezone.localdate(), person)
    content = blank_sheet(span.first, span.last, person.territory)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="heures-{span.first:%Y-%m-%d}.xlsx"'
    return response


def _put_down(request: HttpRequest) -> None:
    """Keeps the file until it is confirmed. Raises BadInput."""
    sent = request.FILES.get("file")
    if sent is None:
        raise BadInput(
            "aucun fichier n’est joint", remedy="Choisissez un classeur, un texte ou un calendrier."
        )
    if sent.size > MOST_BYTES:
        raise BadInput("ce fichier dépasse 5 Mo", remedy="Coupez-le en deux.")
    defaults = {
        "name": str(sent.name)[-120:],
        "content": sent.read(),
        "roles": {},
        "kinds": {},
        "made_at": timezone.now(),
    }
    Draft.objects.update_or_create(user=request.user, defaults=defaults)


def _say(draft: Draft, fields: dict[str, str]) -> None:
    """What the person says of the columns and of the words; what is not known is left as it was."""
    titles, words = fields_named(fields, "title"), fields_named(fields, "word")
    chosen = {titles[key]: value for key, value in fields_named(fields, "role").items() if key in titles}
    meant = {words[key]: value for key, value in fields_named(fields, "kind").items() if key in words}
    draft.roles = {title: role for title, role in chosen.items() if role in ("", *Role)}
    draft.kinds = {word: kind for word, kind in meant.items() if kind in {one.value for one in TYPED}}
    draft.save(update_fields=["roles", "kinds"])


def fields_named(fields: dict[str, str], name: str) -> dict[str, str]:
    """``{"2": …}`` for the field ``role-2``."""
    return {
        key.removeprefix(f"{name}-"): value for key, value in fields.items() if key.startswith(f"{name}-")
    }


def _read(draft: Draft, chain: Chain, now: datetime) -> Understood:
    return understand(bytes(draft.content), draft.name, person_of(chain), now, draft.roles, draft.kinds)


def _confirm(request: HttpRequest, draft: Draft, understood: Understood, now: datetime) -> HttpResponse:
    """All of it or nothing; the draft goes with it. Raises Refused."""
    answers = note(request.user, understood.entries, now, whole=True)
    draft.delete()
    added = sum(answer.state == "accepted" for answer in answers)
    there = len(answers) - added
    said = f"Repris : {wording.say_count(added, 'entrée nouvelle', 'entrées nouvelles')}"
    messages.success(request, said + (f", {there} déjà dans le carnet." if there else "."))
    return redirect("ledger:journal")


def _shown(request: HttpRequest, draft: Draft, understood: Understood, now: datetime) -> dict[str, object]:
    answers = tried(request.user, understood.entries, now)
    rows = [
        {
            "row": one.row + 1 if understood.columns else None,
            "told": told(one.entry),
            "answer": answer,
            "remark": one.remark,
        }
        for one, answer in zip(understood.read, answers, strict=True)
    ]
    refused = [row for row in rows if row["answer"].state == "refused"]
    return {
        "draft": draft,
        "columns": _columns(understood),
        "words": _words(understood),
        "roles": [("", "n’est pas lue"), *((role.value, role.says) for role in Role)],
        "kinds": [(kind.value, said) for kind, said in TYPED.items()],
        "unread": understood.refused,
        "left_out": understood.left_out if understood.columns is None else (),
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "new": sum(answer.state == "accepted" for answer in answers),
        "known": sum(answer.state == "already" for answer in answers),
        "refused": refused[:SHOWN],
    }


def _columns(understood: Understood) -> list[dict[str, object]]:
    of = understood.columns
    if of is None:
        return []
    return [
        {
            "number": number,
            "title": title,
            "role": of.roles.get(number, ""),
            "sample": of.sample.get(number, ""),
        }
        for number, title in of.titles.items()
    ]


def _words(understood: Understood) -> list[dict[str, object]]:
    of = understood.columns
    if of is None:
        return []
    return [
        {"number": number, "word": shown, "kind": of.kinds[word].value if word in of.kinds else ""}
        for number, (word, shown) in enumerate(of.words.items())
    ]
