"""``docs/reference`` is what its printers would write today."""

import pytest

from docs.print_reference import PAGES, REFERENCE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    printed = (REFERENCE / name).read_text(encoding="utf-8")
    assert printed == PAGES[name](), f"docs/reference/{name} is stale: run `make docs`"


def test_no_page_without_its_printer() -> None:
    assert {file.name for file in REFERENCE.iterdir()} == set(PAGES)
