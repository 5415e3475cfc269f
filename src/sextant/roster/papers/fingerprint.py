"""The verification code of a roster: the same content gives the same code, any change another one."""

from __future__ import annotations

import hashlib
import json

from sextant.almanac.activity import Activity
from sextant.roster.roster import Roster


def verification_code(roster: Roster) -> str:
    """First 48 bits of the SHA-256 of what the roster says, as three groups of four hexadecimal digits.

    Counted in: ward, hospital, period, names, and every fact of every activity. Left out: the order of the
    interns, the date of printing, wishes and weights, which change nothing to what is signed.
    """
    problem = roster.problem
    content = {
        "ward": problem.ward,
        "hospital": problem.hospital,
        "first": problem.first.isoformat(),
        "last": problem.last.isoformat(),
        "interns": {
            intern.name: sorted(map(_facts, roster.activities.get(intern.name, ())))
            for intern in problem.interns
        },
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = hashlib.sha256(text.encode()).hexdigest()
    return "-".join(digits[i : i + 4] for i in (0, 4, 8))


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
