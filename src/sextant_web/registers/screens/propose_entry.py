"""A town hall, a département, anybody proposes an entry: no account, nothing public before a local union confirms it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sextant.territory.register import kinds
from sextant_web.registers.entry_form import blank, read_form
from sextant_web.registers.models import Entry, EntryState
from sextant_web.registers.sender import TOO_MANY, Sender, read_sender, too_many_wait


@csrf_exempt  # no account, no cookie: nothing to forge on anyone's behalf
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def propose_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """The form; or what is wrong in it; or that it will be read."""
    if kind not in kinds():
        raise Http404
    shape = kinds()[kind]
    if request.method != "POST":
        form, sender = (
            blank(shape, request.GET.get("echelle", ""), request.GET.get("territoire", "")),
            Sender(),
        )
        return render(
            request, "registers/screens/propose_entry.html", {"form": form, "sender": sender, "kind": kind}
        )
    form, sender = read_form(shape, request.POST), read_sender(request.POST)
    wrong = bool(form.wrong or sender.wrong)
    full = not wrong and too_many_wait()
    shown = {"form": form, "sender": sender, "kind": kind, "full": TOO_MANY if full else "", "sent": False}
    if not wrong and not full:
        if not sender.robot:
            Entry.objects.create(
                kind=kind, scale=form.scale, territory=form.territory, values=form.values,
                state=EntryState.PROPOSED, sender_name=sender.name, sender_email=sender.email,
                written=timezone.localdate(),
            )  # fmt: skip
        shown["sent"] = True
    status = 422 if wrong else 503 if full else 200
    return render(request, "registers/screens/propose_entry.html", shown, status=status)
