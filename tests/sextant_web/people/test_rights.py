"""Every address, with every role, with none, and with the neighbour's identifier.

What is expected is read from the table by a few lines of its own; what happens is what the site answers.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sextant_web.people.rights import OWN_GUARDS, TABLE, table
from tests.cast import (
    CAMILLE,
    DR_KERN,
    DR_LEMOINE,
    LOU,
    M_FABRE,
    MALO,
    MME_ROUX,
    NOOR,
    PR_ANDRE,
    SACHA,
    YANIS,
    Someone,
)
from tests.sextant_web.signing_in import with_code, with_passkey
from tests.sextant_web.world import World

LINES: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))

# Who holds which role on which side of the street (the federation: on both).
OURS = {
    CAMILLE: "intern",
    YANIS: "intern",
    DR_LEMOINE: "ward_head",
    MME_ROUX: "director",
    PR_ANDRE: "coordinator",
    SACHA: "union",
    NOOR: "federation",
}
THEIRS = {MALO: "intern", DR_KERN: "ward_head", M_FABRE: "director", LOU: "union", NOOR: "federation"}
ABOVE = {
    "ward": (),
    "hospital": ("intern", "ward_head"),
    "subdivision": ("intern", "ward_head", "director"),
    "everywhere": ("intern", "ward_head", "director", "coordinator", "union"),
}
EVERYBODY = sorted({*OURS, *THEIRS}, key=lambda someone: someone.name)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """Every named address of the site, with the words it names."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                found[prefix + entry.name] = tuple(entry.pattern.converters)
        else:
            inside = prefix + (f"{entry.namespace}:" if entry.namespace else "")
            words = tuple(entry.pattern.converters)
            found |= {name: words + more for name, more in addresses(entry, inside).items()}
    return found


ADDRESSES = addresses()
SCOPED = sorted(name for name, line in LINES.items() if isinstance(line, dict))
SIGNED = sorted(name for name, line in LINES.items() if line in ("signed", "lately"))
LATELY = sorted(name for name, line in LINES.items() if line == "lately")
OFFICER_ROLES = {"director", "union", "federation"}
OF_OURS = sorted(name for name in ADDRESSES if ":" in name)  # not allauth's


def test_each_line_is_an_address() -> None:
    assert sorted(LINES.keys() - ADDRESSES.keys() - set(OWN_GUARDS)) == []


def test_each_address_of_ours_is_a_line() -> None:
    assert [name for name in OF_OURS if name not in LINES] == []


def test_a_scoped_address_names_its_place() -> None:
    placed = [name for name in SCOPED if LINES[name]["of"] != "everywhere"]
    assert [name for name in placed if LINES[name]["of"] not in ADDRESSES[name]] == []


def test_no_address_speaks_of_a_password() -> None:
    assert [name for name in ADDRESSES if "password" in name] == []


def test_an_address_outside_the_table_is_nowhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(table(), "house:home")
    assert client.get("/").status_code == 404


PROOFS = tuple(reverse(name) + "?" for name in ("account_login", "account_reauthenticate", "mfa_index"))


def let_in(client: Client, method: str, address: str, *, shut: tuple[int, ...] = (404,)) -> bool:
    """Whether the guard opened: anything but 404 or the way to prove who one is. What the visit did is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    to_proof = response.status_code == 302 and response.headers["Location"].startswith(PROOFS)
    return not to_proof and response.status_code not in shut


def expected(name: str, method: str, someone: Someone, side: dict[Someone, str]) -> bool:
    line = LINES[name]
    allowed = set(line.get("do", ())) if method == "post" else {*line.get("see", ()), *line.get("do", ())}
    role = side.get(someone)
    return role in allowed and role not in ABOVE[line["of"]]


@pytest.mark.parametrize("name", SCOPED)
def test_who_gets_in(name: str, world: World) -> None:
    words = ADDRESSES[name]
    wrong = []
    for names, side in ((world.own, OURS), (world.neighbour, THEIRS)):
        address = reverse(name, kwargs={word: names[word] for word in words})
        for someone in EVERYBODY:
            client = with_passkey(Client(), world.user(someone))
            for method in ("get", "post"):
                want, got = expected(name, method, someone, side), let_in(client, method, address)
                if want != got:
                    wrong.append(f"{method} {address} {someone.name}: expected {want}, got {got}")
        for method in ("get", "post"):
            if let_in(Client(), method, address):
                wrong.append(f"{method} {address}: open to nobody")
    assert wrong == []


@pytest.mark.parametrize("name", SCOPED)
def test_an_officer_without_a_second_factor_is_sent_to_one(name: str, world: World) -> None:
    """The same visits with a code by letter alone: who comes by an officer's role stays at the door."""
    address = reverse(name, kwargs={word: world.own[word] for word in ADDRESSES[name]})
    wrong = []
    for someone in OURS:
        client = with_code(Client(), world.user(someone))
        for method in ("get", "post"):
            want = expected(name, method, someone, OURS) and OURS[someone] not in OFFICER_ROLES
            if want != let_in(client, method, address):
                wrong.append(f"{method} {address} {someone.name}: expected {want}")
    assert wrong == []


@pytest.mark.parametrize("name", LATELY)
def test_what_touches_the_account_asks_for_a_fresh_proof(name: str, world: World) -> None:
    address = reverse(name, kwargs=dict.fromkeys(ADDRESSES[name], 1))
    client = with_code(Client(), world.user(CAMILLE), ago=11 * 60)
    for method in ("get", "post"):
        response = getattr(client, method)(address)
        assert response.status_code == 302, address
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


PLACE_WORDS = ("ward", "hospital", "subdivision")
OF_NOBODY = ("proposal",)  # an aid that a town hall proposed belongs to no place: any local union may read it
NAMING_MORE = [name for name in SCOPED if set(ADDRESSES[name]) - {*PLACE_WORDS, *OF_NOBODY}]


@pytest.mark.parametrize("name", NAMING_MORE)
def test_the_neighbours_identifier_is_not_ours(name: str, world: World) -> None:
    """Our own place in the address, and something of the neighbour's inside it."""
    of = LINES[name]["of"]
    allowed = {*LINES[name].get("see", ()), *LINES[name].get("do", ())}
    for word in set(ADDRESSES[name]) - {*PLACE_WORDS, *OF_NOBODY}:
        names = {each: world.own[each] for each in ADDRESSES[name]} | {word: world.neighbour[word]}
        address = reverse(name, kwargs=names)
        for someone in [one for one, role in OURS.items() if role in allowed and role not in ABOVE[of]]:
            client = with_passkey(Client(), world.user(someone))
            for method in ("get", "post"):
                # 405: the address only acts, and nothing was looked up yet.
                assert not let_in(client, method, address, shut=(404, 405)), (
                    f"{method} {address} {someone.name}"
                )


@pytest.mark.parametrize("name", [name for name in SIGNED if ":" in name])
def test_a_stranger_is_sent_to_sign_in(name: str, world: World) -> None:
    address = reverse(name, kwargs={word: world.own[word] for word in ADDRESSES[name]})
    for method in ("get", "post"):
        assert not let_in(Client(), method, address)


@pytest.mark.parametrize("name", [name for name in SIGNED if ":" in name and ADDRESSES[name]])
def test_ones_own_address_does_not_open_anothers(name: str, world: World) -> None:
    """``world.own`` are Camille's things; Yanis, of the same ward, and Malo, next door, never see them."""
    address = reverse(name, kwargs={word: world.own[word] for word in ADDRESSES[name]})
    for someone in (YANIS, MALO, NOOR):
        client = with_passkey(Client(), world.user(someone))
        for method in ("get", "post"):
            assert not let_in(client, method, address), f"{method} {address} {someone.name}"
