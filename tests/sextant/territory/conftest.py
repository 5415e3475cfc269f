"""The small country, loaded once."""

from pathlib import Path

import pytest

from sextant.territory.commune import Territory, load
from sextant.territory.tables import update
from tests.sextant.territory.land import small, write


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Territory:
    folder = tmp_path_factory.mktemp("country")
    with small():
        update(write(folder / "files"), folder / "tables")
    return load(folder / "tables")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return tmp_path / "tables"
