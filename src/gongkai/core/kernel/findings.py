"""Findings (问题): what a check says, with its evidence on both sides."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, field

from gongkai.core.kernel.records import record


class Level(enum.StrEnum):
    """How sure a finding is: self-contradiction or breach, very likely wrong, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Place:
    """Where something stands (位置).

    ``line`` is 1-based in a text; ``page`` is 1-based in a PDF; ``table``, ``row`` and ``column``
    are 1-based in a grid. ``mark`` is the half-open span of ``quote`` that the finding is about.
    """

    path: str = ""
    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    quote: str = ""
    mark: tuple[int, int] | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong or doubtful (问题).

    ``message`` is one Chinese sentence with both figures; ``subject`` names what it is about
    without any value (a cell, a row, a kind of sentence), so that an accepted finding stays
    accepted when a figure is corrected elsewhere; ``caused_by`` is the fingerprint of the finding
    that this one follows from.
    """

    rule: str
    level: Level
    message: str
    places: tuple[Place, ...]
    basis: str
    subject: str
    message_en: str = ""
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    body: str | None = None
    year: int | None = None
    caused_by: str | None = None
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute the fingerprint from rule, body, year and subject: never from the values."""
        basis = "\x1f".join((self.rule, self.body or "", str(self.year or ""), self.subject))
        digest = hashlib.sha256(basis.encode()).hexdigest()[:16]
        object.__setattr__(self, "fingerprint", digest)
