"""Every answer forbids what is not ours."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/", "/rien-ici"])
def test_each_answer_carries_the_policy(address: str) -> None:
    policy = dict(part.split(" ", 1) for part in Client().get(address)["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert {policy[kind] for kind in ("script-src", "style-src", "img-src", "connect-src")} == {"'self'"}
