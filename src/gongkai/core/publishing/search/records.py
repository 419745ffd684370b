"""What the index holds of a public document (检索记录), and what narrows a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FACETS = ("kind", "body", "column", "year", "validity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A document as it is found: ``text`` is everything but the title, parts divided by newlines.

    ``columns`` holds its column and those above it; ``published_at`` counts seconds since 1970
    and ``published_on`` is the day of it where the county is.
    """

    document: int
    title: str
    text: str
    kind: str
    body: str
    columns: tuple[str, ...]
    published_at: int
    published_on: date
    numbers: tuple[str, ...] = ()
    written_on: date | None = None
    validity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a search; empty says nothing. The names are those of `FACETS`."""

    kind: str = ""
    body: str = ""
    column: str = ""
    year: str = ""
    validity: str = ""

    def chosen(self) -> dict[str, str]:
        """Return the filters that say something."""
        named = ((name, getattr(self, name)) for name in FACETS)
        return {name: value for name, value in named if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What was found: how many, the documents of the page in order, and counts of each facet.

    Each facet is counted under all filters but its own, so that another value can be chosen.
    """

    total: int
    documents: tuple[int, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
