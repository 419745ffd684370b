"""Section headings and titles (tests/examples/readers)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.adapters.readers.text import lines_of
from gongkai.core.reporting.reading.identity import Title, title_at
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.text_rows import row_of_line

EXAMPLES = Path(__file__).parents[3] / "examples" / "readers"
HEADINGS = yaml.safe_load((EXAMPLES / "headings.yaml").read_text("utf-8"))
TITLES = yaml.safe_load((EXAMPLES / "titles.yaml").read_text("utf-8"))


def rows(text: str) -> list[Row]:
    return [row_of_line(line) for line in lines_of(text, "a.txt")]


@pytest.mark.parametrize("case", HEADINGS, ids=lambda case: case["line"])
def test_heading(case: dict[str, Any]) -> None:
    heading = rows(case["line"])[0].shape.heading
    assert (heading.section if heading else None) == case["section"]


def title(lines: list[str]) -> Title | None:
    """Return the last title that ends on one of the lines."""
    found = rows("\n".join(lines))
    titles = [title_at(found, index) for index in range(len(found))]
    return next((one for one in reversed(titles) if one is not None), None)


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["name"])
def test_title(case: dict[str, Any]) -> None:
    found = title(case["lines"])
    if case.get("none"):
        assert found is None
    else:
        assert found is not None
        assert (found.body, found.year) == (case["body"], case["year"])
