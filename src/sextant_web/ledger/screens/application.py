"""What makes the site installable and usable off line: the manifest and the worker of the shell.

The shell is the day's page with nothing of anybody in it, its style and its scripts. Its version is a fingerprint
of those very files: a change of any of them replaces the whole shell.
"""

from __future__ import annotations

from hashlib import sha256

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from sextant_web.ledger.screens.day import day_offline

FILES = (
    "house/sextant.css",
    "house/sextant.svg",
    "ledger/ledger.css",
    "ledger/day.js",
    "ledger/store.js",
    "ledger/sending.js",
    "ledger/entries.js",
    "ledger/wording.js",
)
ICONS = (("ledger/icon-192.png", "192x192", "any"), ("ledger/icon-512.png", "512x512", "any maskable"))


@cache_control(max_age=86400)
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The name, the icons, and where the application opens."""
    told = {
        "name": "Sextant, mon temps de travail",
        "short_name": "Sextant",
        "lang": "fr",
        "start_url": reverse("ledger:day"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fdfdfb",
        "theme_color": "#0b5563",
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, at the root so that it covers the whole site."""
    page = reverse("ledger:day_offline")
    context = {
        "version": version(day_offline(request).content),
        "page": page,
        "day": reverse("ledger:day"),
        "files": [page, *(static(path) for path in FILES)],
    }
    text = render_to_string("ledger/screens/worker.js", context)
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def version(page: bytes) -> str:
    """Sixteen digits that change with any file of the shell."""
    return sha256(page + _files() + render_to_string("ledger/screens/worker.js").encode()).hexdigest()[:16]


def _files() -> bytes:
    found = b""
    for path in FILES:
        where = finders.find(path)
        assert where is not None, path
        with open(where, "rb") as opened:
            found += opened.read()
    return found
