"""A report as its digest kept it (摘要中的报告): without tables, unpacked only as far as a rule looks."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gongkai.core.audit.digest import PLAIN_ZERO, Digest, unpack, unpack_section
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells as form_cells
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line, Section

ZERO = Decimal(0)


class KeptReport(AnnualReport):
    """The report of a digest: no tables, no lines inside them, no problems of reading.

    ``topics`` is what the wording speaks of, None when that is not known; ``wording`` holds a number
    for each of its clauses.
    """

    topics: frozenset[str] | None

    def __init__(self, digest: Digest) -> None:
        for name in ("path", "body", "year", "form", "topics"):
            object.__setattr__(self, name, getattr(digest, name))
        object.__setattr__(self, "tables", ())
        object.__setattr__(self, "problems", ())
        object.__setattr__(self, "_digest", digest)

    @functools.cached_property
    def wording(self) -> frozenset[int]:
        """Return a number for each clause of the wording."""
        digest: Digest = self.__dict__["_digest"]
        return frozenset(digest.clauses())

    @functools.cached_property
    def _text(self) -> Any:
        return unpack(self.__dict__["_digest"].text)

    @functools.cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Return the cells; each is made when it is asked for."""
        names, cells, places = unpack(self.__dict__["_digest"].cells)
        if names is None:
            names = list(form_cells(self.form or ""))
        return PackedCells(names, cells, places, self.path)

    def value(self, name: str) -> Decimal | None:
        """Return the figure in the cell ``name``, or None when no figure is printed there."""
        cells = self.cells
        return cells.figure(name) if isinstance(cells, PackedCells) else super().value(name)

    @functools.cached_property
    def head(self) -> tuple[Line, ...]:
        """Return the lines before section one."""
        return tuple([Line(*line) for line in self._text[0]])

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines outside the tables."""
        return tuple([Line(*line) for line in self._text[1]])

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections, with their lines outside the tables."""
        return tuple([unpack_section(one, self.lines) for one in self._text[2]])

    @functools.cached_property
    def title(self) -> str:
        """Return the printed title."""
        title: str = self._text[3]
        return title

    @functools.cached_property
    def mixed_form(self) -> bool:
        """Return whether the tables are of two forms."""
        mixed: bool = self._text[4]
        return mixed


class PackedCells(Mapping[str, Cell]):
    """The cells of an unpacked report; each is made when it is asked for, most never are."""

    def __init__(
        self, names: Sequence[str], packed: Sequence[Any], places: Sequence[Any], path: str
    ) -> None:
        self._places = dict(zip(names, places, strict=True))
        self._packed = dict(zip(names, packed, strict=True))
        self._made: dict[str, Cell] = {}
        self._path = path

    def __getitem__(self, name: str) -> Cell:
        """Return the cell.

        Raises:
            KeyError: The report has no such cell.
        """
        cell = self._made.get(name)
        if cell is None:
            cell = _cell(name, self._packed[name], self._places[name], self._path)
            self._made[name] = cell
        return cell

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the cells in the form's order."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._packed)

    def figure(self, name: str) -> Decimal | None:
        """Return the figure of a cell without making the cell."""
        packed = self._packed.get(name)
        if packed == PLAIN_ZERO:
            return ZERO
        figure = packed[1] if isinstance(packed, tuple) else packed
        return None if figure is None else Decimal(figure)


def _cell(name: str, packed: Any, place: tuple[Any, ...] | int, path: str) -> Cell:
    at = Place(path, *place) if isinstance(place, tuple) else Place(path, place or None)
    if packed == PLAIN_ZERO:
        return Cell(name, CellState.VALUE, ZERO, "0", at)
    if isinstance(packed, str):
        return Cell(name, CellState.VALUE, Decimal(packed), packed, at)
    state, value, raw, restored, confidence = packed
    figure = None if value is None else Decimal(value)
    return Cell(name, CellState(state), figure, raw, at, restored, confidence)
