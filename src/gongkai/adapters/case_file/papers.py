"""What goes into a case file (卷内文件): its cover and its papers, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover of a case file says (案卷封面).

    ``retention`` is the period as it is printed, such as 十年; ``remarks`` goes on the last page.
    """

    body: str
    case_number: str
    title: str
    applicant: str
    received_on: date | None = None
    concluded_on: date | None = None
    outcome: str = ""
    retention: str = ""
    filed_by: str = ""
    checked_by: str = ""
    filed_on: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One paper: what the index says of it, and its file."""

    title: str
    name: str
    content: bytes
    dated_on: date | None = None
    author: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One line of the index (卷内目录): ``first`` and ``last`` are page numbers of the volume."""

    number: int
    paper: PaperFile
    first: int
    last: int
    note: str = ""

    @property
    def pages(self) -> str:
        """Return the pages as the index prints them."""
        return f"{self.first}—{self.last}" if self.last > self.first else str(self.first)
