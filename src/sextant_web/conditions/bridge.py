"""Between rows and the domain: places, what each ledger brings, what earlier releases told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Q

from sextant.conditions import release as pure
from sextant.conditions.contribution import Contribution, contribution
from sextant.conditions.disclosure import Key, Past
from sextant.conditions.site import NATION, Rank, Site, Sites
from sextant_web.conditions.models import Consent, Counted, Release
from sextant_web.ledger.bridge import entries_of, person_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.planned import planned
from sextant_web.people.models import Hospital, Role, RoleKind, Subdivision, Ward


def sites_of_country() -> Sites:
    """Every place that Sextant knows, whether anybody counts there or not."""
    subdivisions = [
        Site(str(one.pk), one.name, Rank.SUBDIVISION, NATION) for one in Subdivision.objects.all()
    ]
    hospitals = [
        Site(str(one.pk), one.name, Rank.HOSPITAL, str(one.subdivision_id)) for one in Hospital.objects.all()
    ]
    wards = [Site(str(one.pk), one.name, Rank.WARD, str(one.hospital_id)) for one in Ward.objects.all()]
    return Sites.of([*subdivisions, *hospitals, *wards])


def agreeing() -> dict[object, Consent]:
    """Those who let their ledger count, by account."""
    return {one.user_id: one for one in Consent.objects.filter(revoked_at=None)}


def contributions(first: date, last: date) -> Iterator[Contribution]:
    """What the ledgers of those who agree bring, ward by ward: somebody who changed wards is counted in each."""
    consents = agreeing()
    seats = Role.objects.filter(kind=RoleKind.INTERN, user_id__in=list(consents), first__lte=last)
    seats = seats.filter(Q(last=None) | Q(last__gte=first)).order_by("user_id", "ward_id", "first")
    chains = {
        one.user_id: one for one in Chain.objects.filter(user_id__in=list(consents)).select_related("user")
    }
    done = set()
    for seat in seats.select_related("user"):
        chain, consent = chains.get(seat.user_id), consents[seat.user_id]
        if chain is None or (seat.user_id, seat.ward_id) in done:
            continue
        done.add((seat.user_id, seat.ward_id))
        since, until = max(first, seat.first), min(last, seat.last or last)
        entries = entries_of(chain, since, until + timedelta(days=1))
        roster = True if planned(seat.user, since, until) else consent.roster
        found = contribution(
            str(consent.who), str(seat.ward_id), person_of(chain), entries, since, until, roster=roster
        )
        if found is not None:
            yield found


def read(row: Release) -> pure.Release:
    """A release from its row. Raises BadDocument when it is not what was sealed."""
    return _read(row.content, row.seal, f"la livraison du {row.first:%d/%m/%Y}")


@lru_cache(maxsize=16)  # a sealed text never changes
def _read(content: str, seal: str, name: str) -> pure.Release:
    return pure.read_release(content, seal, name)


def made_releases() -> list[tuple[Release, pure.Release]]:
    """Those that are made, the last one first."""
    return [(row, read(row)) for row in Release.objects.exclude(content="")]


def past() -> dict[str, dict[Key, Past]]:
    """By indicator, everybody who was ever counted and told: see :func:`sextant.conditions.release.past_of`."""
    releases = {str(row.pk): release for row, release in made_releases()}
    parts = [
        (str(one.release_id), (str(one.who), str(one.ward)), one.indicators)
        for one in Counted.objects.exclude(release__content="")
    ]
    return pure.past_of(parts, releases)
