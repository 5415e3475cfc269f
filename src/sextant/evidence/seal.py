"""The seal of a dossier: a fingerprint of what it says, and how anyone computes it again years later.

The fingerprint is the SHA-256 of a canonical text: JSON in UTF-8, keys sorted, no blank, holding the person, the
period, every fact of every activity, the readings chosen, each breach, the letters and the fingerprint of each
exhibit. The day of printing is not in it: the same facts give the same seal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from sextant.almanac.activity import Activity
from sextant.evidence.dossier import Dossier

ALGORITHM = "sextant dossier 1"


@dataclass(frozen=True, slots=True)
class Seal:
    """``digest``: 64 hexadecimal digits. ``code``: its first 48 bits, to be copied by hand."""

    digest: str

    @property
    def code(self) -> str:
        """« 3f2a-91c4-7be0 »."""
        return "-".join(self.digest[i : i + 4] for i in (0, 4, 8))

    def matches(self, typed: str) -> bool:
        """True for the code or the whole fingerprint, with or without dashes, blanks and capitals."""
        told = "".join(sign for sign in typed.lower() if sign.isalnum())
        return told in (self.digest, self.digest[:12])


def seal_of(dossier: Dossier) -> Seal:
    """The seal of a dossier."""
    return Seal(sha256(canonical(dossier).encode()).hexdigest())


def canonical(dossier: Dossier) -> str:
    """The text that is sealed."""
    facts = dossier.facts
    content = {
        "algorithm": ALGORITHM,
        "person": dossier.person.name,
        "status": dossier.person.status.value,
        "first": dossier.first.isoformat(),
        "last": dossier.last.isoformat(),
        "sealed": dossier.source.sealed,
        "settings": dossier.settings.model_dump(mode="json"),
        "activities": [_facts(one) for one in dossier.source.timeline.activities],
        "breaches": [
            [one.number, one.breach.rule.id, one.breach.start, one.breach.end, round(one.breach.measured, 6)]
            for article in dossier.articles
            for one in article.breaches
        ],
        "plans": [[plan.name, [_facts(one) for one in plan.timeline.activities]] for plan in dossier.plans],
        "letters": facts.form.model_dump(mode="json", exclude={"fields"}) if facts else None,
        "exhibits": [[one.number, one.title, one.digest] for one in dossier.exhibits],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _facts(activity: Activity) -> list[object]:
    return [
        activity.day,
        int(activity.half_day),
        activity.start,
        activity.end,
        activity.kind.value,
        activity.line,
        activity.site,
        [[call.start, call.end, call.on_site] for call in activity.call_outs],
        [activity.no_pause, activity.imposed, activity.consent, activity.no_senior],
    ]
