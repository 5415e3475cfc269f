"""Reads a planning as people have it: letters, plain lines, a table, a spreadsheet, a calendar, a YAML file.

    pasted / upload      what comes in, told apart
      ├── plain_lines    « lundi 2 novembre : 8h30-18h30, garde 18h30-8h30 »
      ├── table          rows and columns, pasted, .csv or .xlsx
      └── calendar_file  .ics
            ↓ entries    which day, and what is written of it
    day_head             « lundi 2 novembre » → a date, or a refusal
    day_text             « garde 18h30-8h30 » → letters of the week notation, or a refusal
            ↓
    gather               the days put together into one timeline

Nothing is guessed in silence: each line comes back with what was understood (:class:`Heard`) or with what was not,
where, and what to write instead (:class:`Unheard`). Whatever comes in, nothing but SextantError is raised.
"""

from sextant.law.intake.entry import Given, Heard, Intake, Unheard
from sextant.law.intake.pasted import read_pasted, read_upload

__all__ = ["Given", "Heard", "Intake", "Unheard", "read_pasted", "read_upload"]
