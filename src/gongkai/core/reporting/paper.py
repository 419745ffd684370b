"""An annual report as it is to be printed (版面): paragraphs and tables in reading order.

Whatever makes a report (the compiler, the specimens) hands one of these to the writers of
``gongkai.adapters.writers``; they set type and know nothing of the form.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gongkai.core.reporting.report import PrintedTable


class Role(enum.StrEnum):
    """What a paragraph is, which decides its type (字体) and place."""

    TITLE = "title"
    PREFACE = "preface"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (段落) without line breaks; its role decides how it is set."""

    text: str
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """One annual report ready to print: whose, of which year, and its blocks in reading order."""

    body: str
    year: int
    form: str
    blocks: tuple[Paragraph | PrintedTable, ...]

    @property
    def title(self) -> str:
        """Return the printed title, or "" when the paper has none."""
        titles = (b.text for b in self.blocks if isinstance(b, Paragraph) and b.role is Role.TITLE)
        return next(titles, "")

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs alone."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """Return the tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, PrintedTable))
