"""« Mes relevés »: the monthly and trimester statements, as a PDF that carries its proof, or as a workbook."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

import sextant
from sextant.almanac.week import months_later
from sextant.errors import BadInput
from sextant.ledger.periods import By
from sextant.ledger.statement import make_statement, sign_statement
from sextant.ledger.statement_pdf import statement_pdf
from sextant.ledger.statement_workbook import statement_workbook
from sextant_web.ledger.bridge import chain_of, entries_of, first_noted, head_of, person_of
from sextant_web.ledger.noting import capital
from sextant_web.ledger.overview import CUTS, Span, span_of
from sextant_web.ledger.screens.trimester import day_asked
from sextant_web.ledger.signing import host_signer
from sextant_web.ledger.typed import now_utc

FORMS = {
    "pdf": ("application/pdf", statement_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", statement_workbook),
}
MONTHS_SHOWN, TRIMESTERS_SHOWN = 7, 3


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """The periods of which something is noted, the latest first."""
    chain, today = chain_of(request.user), timezone.localdate()
    since = first_noted(chain)
    page = {
        "months": _spans(By.MONTH, today, since, chain, MONTHS_SHOWN) if since else [],
        "trimesters": _spans(By.TRIMESTER, today, since, chain, TRIMESTERS_SHOWN) if since else [],
        "today": today,
    }
    return render(request, "ledger/screens/statements.html", page)


@require_safe
def statement_file(request: HttpRequest) -> HttpResponse:
    """One statement, made and signed now; ``par`` and ``jour`` say which, ``forme`` is pdf or xlsx."""
    chain, now = chain_of(request.user), now_utc(timezone.now())
    by = By.TRIMESTER if CUTS.get(request.GET.get("par", "")) is By.TRIMESTER else By.MONTH
    day = day_asked(request.GET.get("jour", ""), timezone.localdate())
    form = "xlsx" if request.GET.get("forme") == "xlsx" else "pdf"
    person = person_of(chain)
    try:
        statement = make_statement(
            person,
            _entries(chain, by, day, person),
            by,
            day,
            made_at=now,
            head=head_of(chain),
            version=sextant.__version__,
        )
    except BadInput as error:
        messages.error(request, capital(str(error)))
        return redirect("ledger:statements")
    kind, write = FORMS[form]
    response = HttpResponse(write(sign_statement(statement, host_signer())), content_type=kind)
    name = f"releve-{statement.values['from']}-{statement.values['to']}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _entries(chain, by: By, day: date, person):
    """Those of the placement around the period: a month is told beside its trimester."""
    around = span_of(By.SEMESTER, day, person)
    return entries_of(chain, around.first - timedelta(days=7), around.last)


def _spans(by: By, today: date, since: date, chain, most: int) -> list[Span]:
    person, found, day = person_of(chain), [], today
    while len(found) < most:
        span = span_of(by, day, person)
        if span.last < since or (person.placement_start and day < person.placement_start):
            break
        found.append(span)
        day = span.before if by is By.TRIMESTER else months_later(span.first, -1)
    return found
