"""Giving the pieces of one row to the columns of the form (列对齐).

A row with as many filled pieces as the form has columns is plain. A row with fewer has lost some:
where they stood is known only from the rows beside it (the same number of pieces, the same grid
columns, the same offsets), or because the lost ones can only have been digits that ran together.
When it is not known, the row is not placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.rows import Piece

CERTAIN = 1.0
BY_NEIGHBOURS = 0.9
BY_DIGITS = 0.6
MOST_EXTRA_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """What goes into one column: its text, and the piece it was read from (None: a lost blank)."""

    text: str
    piece: Piece | None


LOST_BLANK = Slot("", None)


@dataclass(frozen=True, slots=True)
class Spread:
    """A row spread over the columns, and how sure that is."""

    slots: tuple[Slot, ...]
    confidence: float = CERTAIN


@dataclass(slots=True)
class Template:
    """Where the columns stand, as learned from the rows in which none is missing."""

    starts: dict[int, set[int]] = field(default_factory=dict)
    leads: set[int] = field(default_factory=set)
    rights: set[int] = field(default_factory=set)
    intervals: list[tuple[int, int]] = field(default_factory=list)
    aligned_rows: int = 0

    def learn(self, slots: Sequence[Piece], count: int, width: int) -> None:
        """Learn from a row whose ``count`` columns are all filled, side by side."""
        filled = [piece for piece in slots if piece.kind is not Kind.BLANK]
        first, last = filled[0].column, filled[-1].column
        if len(filled) != count:
            return
        if filled[0].offset >= 0:
            self._learn_offsets(filled)
        if not width:
            return
        self.starts.setdefault(width, set()).add(first if last - first == count - 1 else -1)
        self.leads.add(slots.index(filled[0]))
        self.rights.add(width - 1 - last)

    def _learn_offsets(self, filled: Sequence[Piece]) -> None:
        spans = [(piece.offset, piece.offset + piece.width) for piece in filled]
        if self.aligned_rows and len(spans) == len(self.intervals):
            spans = [
                (min(a, c), max(b, d)) for (a, b), (c, d) in zip(self.intervals, spans, strict=True)
            ]
        self.intervals = spans
        self.aligned_rows += 1

    def start(self, width: int) -> int | None:
        """Return the index of the first column in rows of ``width`` pieces, when all agree."""
        known = self.starts.get(width, set())
        return next(iter(known)) if len(known) == 1 and -1 not in known else None


def spread(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """Give the pieces of a row to ``count`` columns, or return None when it is not certain how.

    ``slots`` are the pieces after the label, blanks included; ``width`` is the number of pieces of
    the whole row, 0 when that means nothing (one piece a line).
    """
    filled = [piece for piece in slots if piece.kind is not Kind.BLANK]
    if len(filled) == count:
        return _direct(filled)
    if not filled:
        return Spread((LOST_BLANK,) * count) if slots else None
    if len(filled) > count:
        return _surplus(slots, filled, count, width, template)
    return (
        _by_spaces(filled, count)
        or _by_index(slots, count, width, template)
        or _by_ends(slots, count, width, template)
        or _by_offsets(filled, count, template)
        or _by_digits(slots, filled, count)
    )


def _direct(pieces: Sequence[Piece], confidence: float = CERTAIN) -> Spread:
    return Spread(tuple(Slot(piece.text, piece) for piece in pieces), confidence)


def _surplus(
    slots: Sequence[Piece], filled: Sequence[Piece], count: int, width: int, template: Template
) -> Spread | None:
    """More pieces than columns: strokes that fill merged columns, or columns beside the table."""
    if all(piece.kind is Kind.STROKE for piece in filled[count:]):
        return _direct(filled[:count])
    return _by_index(slots, count, width, template)


def _by_spaces(filled: Sequence[Piece], count: int) -> Spread | None:
    """Several figures in one piece, set apart by spaces."""
    slots = [Slot(part, piece) for piece in filled for part in piece.text.split()]
    if len(slots) != count or len(filled) == count:
        return None
    return Spread(tuple(slots), BY_NEIGHBOURS)


def _by_index(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """Rows of as many pieces have their first column at the same index: so has this one."""
    start = template.start(width)
    if start is None or not slots:
        return None
    by_column = {piece.column: piece for piece in slots}
    inside = [by_column.get(start + k) for k in range(count)]
    outside = [
        p for p in slots if p.kind is not Kind.BLANK and not start <= p.column < start + count
    ]
    if (
        outside
        and len(outside) + sum(p is not None and p.kind is not Kind.BLANK for p in inside) <= count
    ):
        return None
    if any(piece is None for piece in inside[1:]) and slots[0].column <= start:
        return None
    return Spread(
        tuple(Slot(p.text, p) if p is not None else LOST_BLANK for p in inside),
        CERTAIN if all(inside) else BY_NEIGHBOURS,
    )


def _by_ends(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """The pieces reach from the label to the last column: their number tells the columns."""
    trimmed = list(slots)
    while trimmed and trimmed[-1].kind is Kind.BLANK:
        trimmed.pop()
    if len(trimmed) == count:
        return _direct(trimmed)
    begins_at_label = template.leads <= {0}
    if len(trimmed) < count <= len(slots) and begins_at_label:
        return _direct(slots[:count], CERTAIN if len(slots) == count else BY_NEIGHBOURS)
    reaches_right = template.rights == {width - 1 - trimmed[-1].column}
    if reaches_right and width in template.starts and len(trimmed) < count:
        lost = (LOST_BLANK,) * (count - len(trimmed))
        return Spread((*lost, *(Slot(p.text, p) for p in trimmed)), BY_NEIGHBOURS)
    return None


def _by_offsets(filled: Sequence[Piece], count: int, template: Template) -> Spread | None:
    """Columns set under each other by spaces: each piece stands under exactly one column."""
    if template.aligned_rows < 2 or len(template.intervals) != count:
        return None
    found: dict[int, Piece] = {}
    for piece in filled:
        under = [
            index
            for index, (start, end) in enumerate(template.intervals)
            if piece.offset < end and piece.offset + piece.width > start
        ]
        if len(under) != 1 or under[0] in found or piece.offset < 0:
            return None
        found[under[0]] = piece
    slots = (Slot(found[k].text, found[k]) if k in found else LOST_BLANK for k in range(count))
    return Spread(tuple(slots), BY_NEIGHBOURS)


def _by_digits(slots: Sequence[Piece], filled: Sequence[Piece], count: int) -> Spread | None:
    """Figures that ran together: taken apart only when exactly one way fits columns and row sum."""
    tokens = [(part, piece) for piece in filled for part in piece.text.split()]
    digits = sum(len(text) for text, _ in tokens)
    if len(filled) < len(slots) or not count <= digits <= count + MOST_EXTRA_DIGITS or count < 3:
        return None
    if not all(text.isascii() and text.isdecimal() for text, _ in tokens):
        return None
    if not any(len(text) > 1 and ("00" in text or text[0] == "0") for text, _ in tokens):
        return None
    ways = []
    for way in _splits([text for text, _ in tokens], count):
        figures = [int(part) for _, part in way]
        if _adds_up(figures):
            ways.append(way)
        if len(ways) > 1:
            return None
    if not ways:
        return None
    return Spread(tuple(Slot(part, tokens[index][1]) for index, part in ways[0]), BY_DIGITS)


def _adds_up(figures: Sequence[int]) -> bool:
    """Return whether every run ending in a total adds up: the last of 7, each fifth of 15."""
    size = 5 if len(figures) == 15 else len(figures)
    groups = [figures[start : start + size] for start in range(0, len(figures), size)]
    return size < 4 or all(sum(group[:-1]) == group[-1] for group in groups)


def _splits(tokens: Sequence[str], count: int) -> Iterator[list[tuple[int, str]]]:
    """Yield every way to cut the tokens into ``count`` figures without leading zeros."""

    def cut(index: int, offset: int, left: int) -> Iterator[list[tuple[int, str]]]:
        if index == len(tokens):
            if left == 0:
                yield []
            return
        token = tokens[index]
        remaining = len(token) - offset + sum(map(len, tokens[index + 1 :]))
        if left <= 0 or remaining < left:
            return
        longest = 1 if token[offset] == "0" else len(token) - offset
        for length in range(1, longest + 1):
            part = token[offset : offset + length]
            done = offset + length == len(token)
            following = (
                cut(index + 1, 0, left - 1) if done else cut(index, offset + length, left - 1)
            )
            for rest in following:
                yield [(index, part), *rest]

    yield from cut(0, 0, count)
