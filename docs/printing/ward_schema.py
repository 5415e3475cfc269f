"""The JSON Schema of a ward file, for editors that complete and check while one types."""

from __future__ import annotations

import json

from sextant.roster.ward_file import json_schema


def page() -> str:
    """The schema as text."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
