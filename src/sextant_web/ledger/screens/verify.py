"""« Vérifier un relevé »: anyone, without an account, from the PDF alone; nothing of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.ledger.signature import fingerprint
from sextant.ledger.statement import check_code
from sextant.ledger.statement_check import MAX_BYTES, check_statement
from sextant_web.ledger.noting import capital
from sextant_web.ledger.signing import host_signer


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The answer stands under the form; a code may be typed beside the file, as printed on the paper."""
    key = host_signer().public
    page: dict[str, object] = {
        "key": fingerprint(key),
        "trouble": "",
        "code": request.POST.get("code", "")[:40],
    }
    if request.method == "POST":
        try:
            page |= _answer(request, key)
        except BadInput as error:
            page["trouble"] = capital(str(error))
    return render(request, "ledger/screens/verify.html", page, status=422 if page["trouble"] else 200)


def _answer(request: HttpRequest, key: str) -> dict[str, object]:
    sent = request.FILES.get("file")
    if sent is None:
        raise BadInput(
            "aucun fichier n’est joint", remedy="Choisissez le PDF du relevé, tel que vous l’avez reçu."
        )
    if sent.size > MAX_BYTES:
        raise BadInput("ce fichier dépasse 5 Mo : ce n’est pas un relevé de Sextant")
    check = check_statement(sent.read(), str(sent.name)[-80:], {"ce site": key})
    code = request.POST.get("code", "").strip()
    return {
        "check": check,
        "verdict": check.says[0],
        "details": check.says[1:],
        "code_fits": check_code(code, check.statement) if code else None,
    }
