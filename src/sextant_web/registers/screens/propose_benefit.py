"""Propose an aid: a plain form, the file it makes shown before it is sent; public only once two people have read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sextant_web.registers.benefit_form import blank, read_benefit
from sextant_web.registers.models import ProposedBenefit
from sextant_web.registers.sender import TOO_MANY, Sender, read_sender, too_many_wait


@csrf_exempt  # no account, no cookie: nothing to forge on anyone's behalf
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def propose_benefit(request: HttpRequest) -> HttpResponse:
    """The form; what the aid would say; or that it will be read by two people."""
    today = timezone.localdate()
    if request.method != "POST":
        place = (request.GET.get(name, "") for name in ("echelle", "territoire", "payeur"))
        return render(
            request, "registers/screens/propose_benefit.html", {"form": blank(*place), "sender": Sender()}
        )
    sender = read_sender(request.POST)
    form = read_benefit(request.POST, sender.name, today)
    sending = request.POST.get("faire") == "envoyer"
    wrong = bool(form.wrong or (sending and sender.wrong))
    full = sending and not wrong and too_many_wait()
    shown = {"form": form, "sender": sender if sending else Sender(sender.name, sender.email), "sent": False,
             "full": TOO_MANY if full else ""}  # fmt: skip
    if sending and not wrong and not full and form.draft is not None:
        if not sender.robot:
            ProposedBenefit.objects.create(
                file=form.draft.name, text=form.draft.text, name=form.written["nom"], payer=form.written["payeur"],
                scale=form.written["echelle"], territory=form.territory, sender_name=sender.name,
                sender_email=sender.email, sent=today,
            )  # fmt: skip
        shown["sent"] = True
    status = 422 if wrong else 503 if full else 200
    return render(request, "registers/screens/propose_benefit.html", shown, status=status)
