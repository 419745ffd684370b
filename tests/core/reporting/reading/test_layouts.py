"""Reports in every layout met, each with the expected cells beside it (tests/corpus/layouts)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.adapters.readers.text import lines_of
from gongkai.core.law.forms import cells
from gongkai.core.reporting.printed import PrintedDocument
from gongkai.core.reporting.reading import read_reports
from gongkai.core.reporting.report import AnnualReport, Cell, CellState

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"
SIGNS = {
    CellState.BLANK: "_",
    CellState.SLASH: "/",
    CellState.UNREADABLE: "?",
    CellState.ABSENT: ".",
}


def sign(cell: Cell) -> str:
    """Return the cell as the expectations write it."""
    return SIGNS[cell.state] if cell.value is None else f"{cell.value.normalize():f}"


def expected_row(row: str, expected: dict[str, Any], length: int) -> list[str]:
    """Return what is expected in the cells of one row."""
    listed = expected["rows"].get(row)
    signs = str(listed).split() if listed is not None else [expected["others"]] * length
    return [s if s in "_/?." else f"{Decimal(s).normalize():f}" for s in signs]


def check_report(report: AnnualReport, expected: dict[str, Any]) -> None:
    """Compare a report with what is expected of it."""
    assert (report.body, report.year, report.form) == (
        expected["body"],
        expected["year"],
        expected["form"],
    )
    assert report.mixed_form is expected.get("mixed_form", False)
    assert [s.number for s in report.sections if s.present] == expected["sections"]
    assert list(report.cells) == list(cells(expected["form"]))
    rows: dict[str, list[Cell]] = {}
    for cell in report.cells.values():
        rows.setdefault(cell.name.rpartition(".")[0], []).append(cell)
    got = {row: [sign(cell) for cell in found] for row, found in rows.items()}
    assert got == {row: expected_row(row, expected, len(found)) for row, found in rows.items()}
    restored = {row for row, found in rows.items() if any(cell.restored for cell in found)}
    assert restored == set(expected.get("restored", []))
    assert set(expected.get("problems", [])) <= {problem.code for problem in report.problems}


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.txt")), ids=lambda path: path.stem)
def test_layout(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    document = PrintedDocument("a.txt", tuple(lines_of(path.read_text("utf-8"), "a.txt")))
    reports, problems = read_reports(document)
    assert len(reports) == len(expected["reports"])
    for report, wanted in zip(reports, expected["reports"], strict=True):
        check_report(report, wanted)
    assert [problem.code for problem in problems] == expected.get("problems", [])
    lines = path.read_text("utf-8").split("\n")
    for report in reports:
        for cell in report.cells.values():
            if cell.value is not None:
                assert cell.raw.split()[0] in lines[cell.place.line - 1]
