"""Giving the pieces of one row to the columns of the form (列对齐).

A row with as many filled pieces as the form has columns is plain. A row with fewer has lost some:
where they stood is known only from the rows beside it (the same number of pieces, the same grid
columns, the same offsets), or because the lost ones can only have been digits that ran together.
When it is not known, the row is not placed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.kernel.records import record
from gongkai.core.reporting.reading.figures import FIGURE_OR_STROKE, Kind, kind_of, understand
from gongkai.core.reporting.reading.pieces import NOT_SPACED, Piece

CERTAIN = 1.0
BY_NEIGHBOURS = 0.9
BY_DIGITS = 0.6
MOST_EXTRA_DIGITS = 5
WITH_TOTAL = (5, 7)


@record
class Slot:
    """What goes into one column: its text, and the piece it was read from (None: a lost blank)."""

    text: str
    piece: Piece | None


LOST_BLANK = Slot("", None)


@record
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
    aligned: list[Sequence[Piece]] = field(default_factory=list)

    def learn(self, slots: Sequence[Piece], count: int, width: int) -> None:
        """Learn from a row whose ``count`` columns are all filled, side by side."""
        filled = [piece for piece in slots if piece.kind is not Kind.BLANK]
        first, last = filled[0].column, filled[-1].column
        if len(filled) != count:
            return
        if filled[0].offset >= 0:
            self.aligned.append(filled)
        if not width:
            return
        self.starts.setdefault(width, set()).add(first if last - first == count - 1 else -1)
        self.leads.add(slots.index(filled[0]))
        self.rights.add(width - 1 - last)

    def learn_heading(self, width: int, start: int) -> None:
        """Learn from the labels of the columns, which stand above them in rows of ``width``."""
        self.starts.setdefault(width, set()).add(start)

    def intervals(self) -> list[tuple[int, int]]:
        """Return what the columns take up in lines set in columns by spaces."""
        columns = zip(*([piece.span for piece in row] for row in self.aligned), strict=True)
        return [(min(a for a, _ in spans), max(b for _, b in spans)) for spans in columns]

    def start(self, width: int) -> int | None:
        """Return the index of the first column in rows of ``width`` pieces, when all agree."""
        known = self.starts.get(width, set())
        return next(iter(known)) if len(known) == 1 and -1 not in known else None


def spread(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """Give the pieces of a row to ``count`` columns, or return None when it is not certain how.

    ``slots`` are the pieces after the label, blanks included; ``width`` is the number of pieces of
    the whole row, 0 when that means nothing (one piece a line).
    """
    plain = side_by_side(slots, count)
    if plain is not None:
        return plain
    filled = [piece for piece in slots if piece.kind is not Kind.BLANK]
    if not filled:
        return Spread((LOST_BLANK,) * count) if slots else None
    if len(filled) > count:
        return _surplus(filled, count)
    if len(filled) == count and _may_be_apart(filled):
        return None
    found = (
        _by_spaces(filled, count)
        or _by_index(slots, count, width, template)
        or _by_ends(slots, count, width, template)
        or _by_offsets(filled, count, template)
        or _by_digits(slots, filled, count)
    )
    return found if found is None or not _may_have_moved(found, filled) else None


def side_by_side(slots: Sequence[Piece], count: int) -> Spread | None:
    """Give as many filled pieces as there are columns to these, when nothing stands against it."""
    filled = [piece for piece in slots if piece.kind is not Kind.BLANK]
    if len(filled) != count or _may_be_apart(filled):
        return None
    return _direct(filled) if len(slots) == count or _are_columns(slots, count) else None


def _are_columns(slots: Sequence[Piece], count: int) -> bool:
    """Return whether the filled pieces are the columns: figures all, or all the same way apart.

    An empty piece among strokes and blurs tells that one of these may stand for something else.
    """
    places = [index for index, piece in enumerate(slots) if piece.kind is not Kind.BLANK]
    steps = {after - before for before, after in itertools.pairwise(places)}
    return len(steps) <= 1 or sum(p.kind is Kind.FIGURE for p in slots) == count


def _may_have_moved(spreading: Spread, filled: Sequence[Piece]) -> bool:
    """Return whether a row without total may be a row whose figures moved left.

    Where a cell is left out, what follows moves up and the row ends empty. Then the last figure may
    be the total of those before it and the lost one, or one figure is two that ran together. This
    only ever makes a row be refused.
    """
    if len(spreading.slots) not in WITH_TOTAL or spreading.slots[-1].text.strip():
        return False
    figures = [understand(piece.text).value or Decimal(0) for piece in filled]
    if figures[-1] >= sum(figures[:-1]):
        return True
    tokens = [piece.key for piece in filled]
    return len(_ways(tokens, len(spreading.slots))) > 0


def _may_be_apart(filled: Sequence[Piece]) -> bool:
    """Return whether a row set apart by spaces may be a shorter one with spaces inside its figures.

    “3 3 8 1 1 1 44” does not add up, “33 8 1 1 1 44” does. This only ever makes a row be refused.
    """
    if len(filled) not in WITH_TOTAL or filled[0].offset == NOT_SPACED:
        return False
    texts = [piece.key for piece in filled]
    if not all(text.isascii() and text.isdecimal() for text in texts):
        return False
    if sum(map(int, texts[:-1])) == int(texts[-1]):
        return False
    joined = (
        [*texts[:at], texts[at] + texts[at + 1], *texts[at + 2 :]] for at in range(len(texts) - 1)
    )
    return any(sum(map(int, row[:-1])) == int(row[-1]) for row in joined)


def _direct(pieces: Sequence[Piece], confidence: float = CERTAIN) -> Spread:
    return Spread(tuple([Slot(piece.text, piece) for piece in pieces]), confidence)


def _surplus(filled: Sequence[Piece], count: int) -> Spread | None:
    """More pieces than columns: strokes fill what is left of a merged row, anything else is unclear.

    Where the row has a total, the columns must add up to it: else the strokes belong to a row below.
    """
    if any(piece.kind is not Kind.STROKE for piece in filled[count:]):
        return None
    figures = [understand(piece.text).value or Decimal(0) for piece in filled[:count]]
    if count in WITH_TOTAL and sum(figures[:-1]) != figures[-1]:
        return None
    return _direct(filled[:count])


def _by_spaces(filled: Sequence[Piece], count: int) -> Spread | None:
    """All figures in one piece, set apart by spaces; two figures in one of many cells are a blur."""
    if len(filled) > 1:
        return None
    slots = [Slot(part, piece) for piece in filled for part in piece.text.split()]
    if len(slots) != count or any(kind_of(slot.text) not in FIGURE_OR_STROKE for slot in slots):
        return None
    return Spread(tuple(slots), BY_NEIGHBOURS)


def _by_index(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """Rows of as many pieces have their first column at the same index: so has this one.

    A label may have pushed the first columns out of the row; then the rest is taken only when
    nothing but the last column is filled, for which of the empty ones is lost does not matter.
    """
    start = template.start(width)
    if start is None or not slots:
        return None
    inside = [piece for piece in slots if start <= piece.column < start + count]
    filled = [piece for piece in inside if piece.kind is not Kind.BLANK]
    if len(inside) == count:
        return _direct(inside)
    only_last = len(filled) == 1 and filled[0].column == start + count - 1
    if not only_last or any(p.kind is not Kind.BLANK for p in slots if p not in inside):
        return None
    lost = (LOST_BLANK,) * (count - len(inside))
    return Spread((*lost, *(Slot(piece.text, piece) for piece in inside)), BY_NEIGHBOURS)


def _by_ends(slots: Sequence[Piece], count: int, width: int, template: Template) -> Spread | None:
    """The pieces reach from the label to the last column: their number tells the columns."""
    trimmed = list(slots)
    while trimmed and trimmed[-1].kind is Kind.BLANK:
        trimmed.pop()
    begins_at_label = trimmed[0].kind is not Kind.BLANK or template.leads == {0}
    if len(trimmed) == count and begins_at_label:
        return _direct(trimmed)
    nothing_after = width > 0 and template.rights <= {0} and template.leads <= {0}
    if len(trimmed) < count == len(slots) and nothing_after:
        return _direct(slots)
    return None


def _by_offsets(filled: Sequence[Piece], count: int, template: Template) -> Spread | None:
    """Columns set under each other by spaces: each piece stands under exactly one column."""
    if len(template.aligned) < 2 or any(piece.offset < 0 for piece in filled):
        return None
    intervals = template.intervals()
    found: dict[int, Piece] = {}
    for piece in filled:
        left, right = piece.span
        under = [i for i, (start, end) in enumerate(intervals) if left < end and right > start]
        if len(under) != 1 or under[0] in found:
            return None
        found[under[0]] = piece
    slots = (Slot(found[k].text, found[k]) if k in found else LOST_BLANK for k in range(count))
    return Spread(tuple(slots), BY_NEIGHBOURS)


def _by_digits(slots: Sequence[Piece], filled: Sequence[Piece], count: int) -> Spread | None:
    """Figures that ran together: taken apart only when exactly one way fits columns and row sum."""
    tokens = [(part, piece) for piece in filled for part in piece.text.split()]
    texts = [text for text, _ in tokens]
    if len(filled) > 1 and len(tokens) > len(filled):
        return None
    looks_fused = any(len(text) > 1 and ("00" in text or text[0] == "0") for text in texts)
    if len(filled) < len(slots) or count < 3 or not looks_fused:
        return None
    ways = _ways(texts, count)
    if len(ways) != 1:
        return None
    return Spread(tuple(Slot(part, tokens[index][1]) for index, part in ways[0]), BY_DIGITS)


def _ways(tokens: Sequence[str], count: int) -> list[list[tuple[int, str]]]:
    """Return up to two ways to cut the tokens into ``count`` figures that add up."""
    digits = sum(map(len, tokens))
    if not count <= digits <= count + MOST_EXTRA_DIGITS or len(tokens) >= count:
        return []
    if not all(text.isascii() and text.isdecimal() for text in tokens):
        return []
    fitting = (way for way in _splits(tokens, count) if _adds_up([int(part) for _, part in way]))
    return list(itertools.islice(fitting, 2))


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
