"""Reads a template and puts the narrow no-break spaces of French in what it says, once, before it is compiled.

Nobody has to type them: « Mes faits » never breaks after its opening quote. Tags, variables, attributes, and what is
code (``code``, ``pre``, scripts, styles) stay as written.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

from sextant.wording import typography

_KEPT = (
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->"
    r"|<(?P<code>script|style|pre|code|textarea)\b.*?</(?P=code)>"
    r"|<(?:\{[{%].*?[%}]\}|[^<>])*>"
)
_SAID = re.compile(rf"(?P<kept>{_KEPT})|(?P<said>[^<{{]+)", re.DOTALL)


def typeset(source: str) -> str:
    """The source of an HTML template, with French typography in its text alone."""
    return _SAID.sub(lambda found: found["kept"] or typography(found["said"]), source)


class Loader(filesystem.Loader):
    """Django's own loader of folders; letters and other plain texts are left alone."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        return typeset(source) if str(origin.name).endswith(".html") else source
