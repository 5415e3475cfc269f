"""« Mes données »: everything known of a person in one zip, to be read (HTML) or taken elsewhere (JSON)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from sextant.wording import say_day
from sextant_web.people.models import User
from sextant_web.people.retention import declarations

NAME = "mes-donnees"


def everything_known(user: User) -> list[dict[str, Any]]:
    """One entry per declaration, account first, with its rows."""
    return [
        {
            "titre": one.title,
            "pourquoi": one.purpose,
            "base": one.basis,
            "qui le voit": one.readers,
            "gardé": one.kept,
            "à l’effacement": one.at_erasure,
            "lignes": one.told(user),
        }
        for one in reversed(declarations())
    ]


def archive(user: User, today: date) -> bytes:
    """The zip, made in memory."""
    known = everything_known(user)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        told = {"compte": str(user), "fait le": today.isoformat(), "données": known}
        file.writestr(f"{NAME}.json", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        page = {"user": user, "today": today, "known": [_readable(one) for one in known]}
        for one in declarations():
            for name, content in one.files(user) if one.files else ():
                file.writestr(name, content)
        file.writestr(f"{NAME}.html", render_to_string("people/screens/_own_data_file.html", page))
    return made.getvalue()


def _readable(entry: dict[str, Any]) -> dict[str, Any]:
    rows = [[(name, _said(value)) for name, value in row.items()] for row in entry["lignes"]]
    return {"title": entry["titre"], "about": [*entry.items()][1:-1], "rows": rows}


def _said(value: Any) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return "oui" if value else "non"
        case datetime():
            return f"{say_day(value.date())} à {value:%H:%M}"
        case date():
            return say_day(value)
        case dict() | list():
            return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)
