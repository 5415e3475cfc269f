"""What a template says is typeset in French; what it is made of stays as written."""

from __future__ import annotations

import pytest
from django.test import Client

from sextant_web.house.french_templates import typeset

N = "\u202f"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<p>Voir « Mes faits » : oui ; non ?</p>", f"<p>Voir «{N}Mes faits{N}»{N}: oui{N}; non{N}?</p>"),
        ("<a>Mon stage</a> : {{ place }} ;", f"<a>Mon stage</a>{N}: {{{{ place }}}}{N};"),
        ('<p title="un : deux">x</p>', '<p title="un : deux">x</p>'),
        ('<p style="a : b; c : d">x</p>', '<p style="a : b; c : d">x</p>'),
        ("<code>a : b ; c</code>", "<code>a : b ; c</code>"),
        ("<script>let a = b ? c : d ;</script>", "<script>let a = b ? c : d ;</script>"),
        ('{% x "a : b" %}{# c : d #}{{ " ?" }}', '{% x "a : b" %}{# c : d #}{{ " ?" }}'),
        (
            "<li{% if a > b %} hidden{% endif %}>a : b</li>",
            f"<li{{% if a > b %}} hidden{{% endif %}}>a{N}: b</li>",
        ),
        ("<p>a < b : c</p>", f"<p>a < b{N}: c</p>"),
    ],
)
def test_only_what_is_said_changes(source: str, made: str) -> None:
    assert typeset(source) == made


def test_a_page_is_served_so(db: None) -> None:
    said = Client().get("/verifier").content.decode()
    assert " ;" not in said.split("<footer")[1]
