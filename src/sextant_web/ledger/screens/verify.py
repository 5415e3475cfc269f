"""« Vérifier un relevé »: anyone, without an account, from the PDF alone; nothing of it is kept."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.ledger.signature import fingerprint
from sextant.ledger.statement import check_code
from sextant.ledger.statement_check import MAX_BYTES, check_statement
from sextant_web.ledger.models import SigningKey
from sextant_web.ledger.noting import capital
from sextant_web.ledger.signing import host_signer, keys_on


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The answer stands under the form; a code may be typed beside the file, as printed on the paper."""
    page: dict[str, object] = {
        "key": fingerprint(host_signer().public),
        "keys": [
            (fingerprint(one.public), one.made_at, one.retired_at)
            for one in SigningKey.objects.exclude(retired_at=None)
        ],
        "trouble": "",
        "code": request.POST.get("code", "")[:40],
    }
    if request.method == "POST":
        try:
            page |= _answer(request)
        except BadInput as error:
            page["trouble"] = capital(str(error))
    return render(request, "ledger/screens/verify.html", page, status=422 if page["trouble"] else 200)


def _answer(request: HttpRequest) -> dict[str, object]:
    sent = request.FILES.get("file")
    if sent is None:
        raise BadInput(
            "aucun fichier n’est joint", remedy="Choisissez le PDF du relevé, tel que vous l’avez reçu."
        )
    if sent.size > MAX_BYTES:
        raise BadInput("ce fichier dépasse 5 Mo : ce n’est pas un relevé de Sextant")
    content, name = sent.read(), str(sent.name)[-80:]
    made_at = datetime.fromisoformat(check_statement(content, name, {}).statement.values["made_at"])
    check = check_statement(content, name, keys_on(made_at))  # by the keys of its own day
    code = request.POST.get("code", "").strip()
    return {
        "check": check,
        "verdict": check.says[0],
        "details": check.says[1:],
        "code_fits": check_code(code, check.statement) if code else None,
    }
