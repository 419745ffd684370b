"""Annual reports as plain text (纯文本), in every layout in which copies of reports are met."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.reporting.paper import Paragraph, ReportPaper
from gongkai.core.reporting.report import PrintedTable
from gongkai.core.reporting.tables import grid_of


class Layout(enum.StrEnum):
    """How the cells of a table are set apart in a text."""

    TABS = "tabs"
    BARS = "bars"
    MARKDOWN = "markdown"
    LINES = "lines"
    SPACED_LINES = "spaced_lines"
    ALIGNED = "aligned"
    SPACES = "spaces"
    ONE_LINE = "one_line"
    DOUBLE_SPACED = "double_spaced"
    COMMAS = "commas"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A layout and what it does with merged cells.

    With ``gaps`` a merged cell leaves empty cells where it spans, as a table copied out of a word
    processor does; without it only the cells themselves follow each other.
    """

    layout: Layout = Layout.TABS
    gaps: bool = True
    blank_line: bool = True


def write_text(papers: Sequence[ReportPaper], style: TextStyle | None = None) -> str:
    """Return the reports as one text, one after another."""
    chosen = style or TextStyle()
    return "\n".join(_report(paper, chosen) for paper in papers)


def _report(paper: ReportPaper, style: TextStyle) -> str:
    gap = "\n" if style.blank_line else ""
    parts = [
        f"{block.text}\n" if isinstance(block, Paragraph) else write_table(block, style)
        for block in paper.blocks
    ]
    return gap.join(parts)


def write_table(table: PrintedTable, style: TextStyle) -> str:
    """Return one table as lines of text."""
    rows = _rows(table, gaps=style.gaps)
    writers = {
        Layout.TABS: _tabs,
        Layout.BARS: _bars,
        Layout.MARKDOWN: _markdown,
        Layout.LINES: _lines,
        Layout.SPACED_LINES: _spaced_lines,
        Layout.ALIGNED: _aligned,
        Layout.SPACES: _spaces,
        Layout.ONE_LINE: _one_line,
        Layout.DOUBLE_SPACED: _double_spaced,
        Layout.COMMAS: _commas,
    }
    return writers[style.layout](rows)


def _rows(table: PrintedTable, *, gaps: bool) -> list[list[str]]:
    if not gaps:
        return [[cell.text for cell in row] for row in table.rows]
    return [[cell.text if cell else "" for cell in row] for row in grid_of(table)]


def _tabs(rows: list[list[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def _bars(rows: list[list[str]]) -> str:
    return "".join(" | ".join(row) + " |\n" for row in rows)


def _spaces(rows: list[list[str]]) -> str:
    """Set one space between cells, as text taken out of a PDF has them; empty cells disappear."""
    return "".join(" ".join(filter(None, row)) + "\n" for row in rows)


def _one_line(rows: list[list[str]]) -> str:
    """Run the whole table on in one line."""
    return " ".join(text for row in rows for text in row if text) + "\n"


def _double_spaced(rows: list[list[str]]) -> str:
    """Set every cell on a line of its own with an empty line behind it."""
    return "".join(f"{text}\n\n" for row in rows for text in row)


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    lines.insert(1, "|" + " --- |" * max(map(len, rows)) + "\n")
    return "".join(lines)


def _lines(rows: list[list[str]]) -> str:
    return "".join(f"{text}\n" for row in rows for text in row)


def _spaced_lines(rows: list[list[str]]) -> str:
    return "\n".join("".join(f"\t{text}\n" for text in row) for row in rows)


def _commas(rows: list[list[str]]) -> str:
    return "".join(",".join(_quoted(text) for text in row) + "\n" for row in rows)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if "," in text or '"' in text else text


def _aligned(rows: list[list[str]]) -> str:
    """Set the cells of a column under each other; a Chinese character is two columns wide."""
    width = max(map(len, rows))
    full = [row + [""] * (width - len(row)) for row in rows]
    widths = [max(_width(row[column]) for row in full) for column in range(width)]
    return "".join(
        "  ".join(
            text + " " * (w - _width(text)) for text, w in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in full
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
