"""« Mon carnet »: every entry with its corrections, the file that proves it, its daily imprint."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sextant.almanac.week import months_later
from sextant.ledger.host_root import write_host_root, write_inclusion
from sextant.ledger.journal import verify
from sextant_web.ledger.bridge import chain_of, entries_of, sealed_of
from sextant_web.ledger.chain_file import file_of
from sextant_web.ledger.deposit import deposit_now
from sextant_web.ledger.host_roots import host_root_of, inclusion_of
from sextant_web.ledger.models import Chain, HostRoot
from sextant_web.ledger.telling import told
from sextant_web.ledger.typed import now_utc


@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: HttpRequest) -> HttpResponse:
    """The entries of a month, the latest first; ``mois`` is ``2026-11``. A POST turns the daily imprint on or off."""
    chain, today = chain_of(request.user), timezone.localdate()
    if request.method == "POST":
        daily = request.POST.get("daily") == "on"
        Chain.objects.filter(pk=chain.pk).update(deposit_daily=daily)
        messages.success(
            request,
            "L’empreinte vous sera envoyée chaque jour." if daily else "Plus d’empreinte chaque jour.",
        )
        return redirect("ledger:journal")
    first = _month(request.GET.get("mois", ""), today)
    last = months_later(first, 1)
    entries = entries_of(chain, first, date.fromordinal(last.toordinal() - 1))
    page = {
        "chain": chain,
        "first": first,
        "before": months_later(first, -1),
        "after": last if last <= today else None,
        "entries": [told(entry) for entry in reversed(entries)],
        "corrected": set(chain.standing.filter(corrections__gt=0).values_list("entry", flat=True)),
    }
    if "verifier" in request.GET:
        page["verdict"] = verify(str(chain.pk), sealed_of(chain.records.all()))
    return render(request, "ledger/screens/journal.html", page)


@require_safe
def chain_file(request: HttpRequest) -> HttpResponse:
    """The whole chain as the file that ``sextant ledger verify`` checks, anywhere, without us."""
    chain = chain_of(request.user)
    response = HttpResponse(file_of(chain), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="carnet-{timezone.localdate():%Y-%m-%d}.jsonl"'
    return response


@require_safe
def inclusion(request: HttpRequest) -> HttpResponse:
    """The proof that one's own chain is in the root of the whole host: it says nothing of anybody else."""
    proof = inclusion_of(chain_of(request.user))
    if proof is None:
        messages.info(request, "La racine du site se signe chaque nuit : la preuve sera là demain.")
        return redirect("ledger:journal")
    response = HttpResponse(write_inclusion(proof), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="preuve-{proof.host.made_at:%Y-%m-%d}.jsonl"'
    return response


@require_safe
def host_roots(request: HttpRequest) -> HttpResponse:
    """The roots of this host, a line a day: whoever keeps them can catch it rewriting one chain for one reader."""
    lines = [write_host_root(host_root_of(one)) for one in HostRoot.objects.defer("leaves")[:400]]
    response = HttpResponse("".join(reversed(lines)), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="racines.jsonl"'
    return response


@require_POST
def deposit(request: HttpRequest) -> HttpResponse:
    """Sends the signed imprint to oneself: a mailbox that the host does not hold keeps the proof."""
    deposit_now(chain_of(request.user), now_utc(timezone.now()))
    messages.success(request, f"L’empreinte est partie à {request.user.email}. Gardez ce message.")
    return redirect("ledger:journal")


def _month(text: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
