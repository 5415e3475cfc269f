"""``sextant benefits links``: asks each source whether it still answers. The only command of aids that uses the network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import typer

from sextant import wording
from sextant.benefits.catalogue import Catalogue
from sextant.benefits.contacts import contacts
from sextant_cli.benefits import AsJson, Mine, catalogue_with
from sextant_cli.show import console, paragraphs, print_json

_AGENT = "Sextant (verification des liens du guide des aides)"
_AT_ONCE = 8
_HERE = ("127.0.0.1", "localhost")
"""A site on this very machine needs no https."""


def check_links(
    seconds: Annotated[float, typer.Option(min=1, max=60, help="Attente par page, en secondes.")] = 10,
    as_json: AsJson = False,
    mine: Mine = None,
) -> None:
    """Demande à chaque source si sa page répond encore, et nomme celles qui ne répondent plus."""
    wanted = addresses(catalogue_with(mine))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = dict(zip(wanted, pool.map(lambda url: answer_of(url, seconds), wanted), strict=True))
    dead = {url: said for url, said in answers.items() if said}
    if as_json:
        print_json(
            {
                "checked": len(answers),
                "dead": [{"url": u, "says": s, "used_by": wanted[u]} for u, s in dead.items()],
            }
        )
    else:
        paragraphs(console(), [f"{url} : {said} ({', '.join(wanted[url])})" for url, said in dead.items()])
        paragraphs(console(), [f"{wording.say_count(len(answers), 'page')}, {len(dead)} sans réponse."])
    if dead:
        raise typer.Exit(1)


def addresses(known: Catalogue) -> dict[str, list[str]]:
    """Every address of the catalogue and of the portals, with what uses it."""
    found: dict[str, list[str]] = {}
    for benefit in known.benefits:
        for source in benefit.sources:
            if source.url:
                found.setdefault(source.url, []).append(benefit.id)
    for portal in contacts().portals:
        for url in (portal.paps, portal.ars):
            if url:
                found.setdefault(url, []).append(f"région {portal.region}")
    return found


def answer_of(url: str, seconds: float) -> str:
    """What is wrong with a page, in French; nothing when it answers."""
    place = urlsplit(url)
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _HERE):
        return "adresse sans https"
    try:
        with urlopen(Request(url, headers={"User-Agent": _AGENT}), timeout=seconds):  # noqa: S310  (https, or this machine, above)
            return ""
    except HTTPError as error:
        return f"répond {error.code}"
    except (URLError, TimeoutError, OSError) as error:
        return f"ne répond pas ({getattr(error, 'reason', error)})"
