"""One row of figures (数据行) as printed: labels on the left, the pieces of the figures after them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.pieces import Piece
from gongkai.core.text.normalize import squeeze


@dataclass(slots=True)
class Entry:
    """One row of figures: its label pieces, the pieces after them, the width of the printed row.

    ``width`` is 0 when the number of pieces means nothing because rows were put together;
    ``joined`` tells that the label stood on a line of its own above the figures.
    """

    labels: list[Piece] = field(default_factory=list)
    slots: list[Piece] = field(default_factory=list)
    width: int = 0
    joined: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the labels in one spelling."""
        return tuple([squeeze(piece.text) for piece in self.labels])

    @property
    def filled(self) -> int:
        """Return how many pieces are not blank."""
        return len([1 for piece in self.slots if piece.kind is not Kind.BLANK])


def is_filled(piece: Piece) -> bool:
    """Return whether something that is not a label stands in the piece."""
    return piece.kind is not Kind.BLANK and piece.kind is not Kind.WORDS
