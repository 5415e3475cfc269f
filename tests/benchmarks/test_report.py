"""The report keeps what was measured before, section by section."""

from pathlib import Path
from unittest.mock import patch

from benchmarks import __main__ as bench


def test_a_section_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    report = tmp_path / "RESULTS.md"
    with patch.object(bench, "RESULTS", report):
        bench.keep("wards", "## Services\n\nvieux")
        bench.keep("audit", "## Contrôle\n\n1")
        bench.keep("wards", "## Services\n\nneuf")
    text = report.read_text(encoding="utf-8")
    assert bench.sections_of(text) == {"audit": "## Contrôle\n\n1", "wards": "## Services\n\nneuf"}
    assert text.startswith("# Mesures")


def test_the_report_has_only_sections_that_can_be_measured_again() -> None:
    assert set(bench.sections_of(bench.RESULTS.read_text(encoding="utf-8"))) <= set(bench.SECTIONS) | set(
        bench.APART
    )
