"""Aligning the printed rows with the rows of the form (行对齐): two sequences in the same order.

Some printed rows have lost their label, some rows of the form are not in the copy, some printed
rows are extra. The best order-preserving placement is found by dynamic programming, and with it,
for every printed row, how much worse the best placement is that puts it anywhere else: a row is
placed only when that margin is clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

IMPOSSIBLE = -1e9
CLEAR_MARGIN = 1.0
ABSENT_COST = -1.0
"""What it costs to leave a row of the form without a printed row."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a printed row goes (None: nowhere) and by how much that is the best placement."""

    target: int | None
    margin: float

    @property
    def is_clear(self) -> bool:
        """Return whether no other placement comes near."""
        return self.margin >= CLEAR_MARGIN


def align(
    scores: Sequence[Sequence[float]], extra: Sequence[float]
) -> tuple[float, list[Placement]]:
    """Place rows, keeping their order.

    ``scores[i][j]`` says how well printed row i fits row j of the form, ``extra[i]`` what it costs
    to leave row i out. Returns the best total and the placement of every row.
    """
    if not scores:
        return 0.0, []
    forward = _forward(scores, extra)
    backward = _backward(scores, extra)
    best = forward[-1][-1]
    return best, [
        _placement(scores[i], extra[i], forward[i], backward[i + 1]) for i in range(len(scores))
    ]


def _forward(scores: Sequence[Sequence[float]], extra: Sequence[float]) -> list[list[float]]:
    width = len(scores[0])
    table = [[ABSENT_COST * j for j in range(width + 1)]]
    for row, cost in zip(scores, extra, strict=True):
        above = table[-1]
        line = [above[0] + cost]
        for j in range(width):
            best = above[j] + row[j]
            best = max(best, above[j + 1] + cost)
            line.append(max(best, line[j] + ABSENT_COST))
        table.append(line)
    return table


def _backward(scores: Sequence[Sequence[float]], extra: Sequence[float]) -> list[list[float]]:
    turned = _forward([row[::-1] for row in scores[::-1]], extra[::-1])
    return [line[::-1] for line in turned[::-1]]


def _placement(
    scores: Sequence[float], cost: float, before: Sequence[float], after: Sequence[float]
) -> Placement:
    """``before[j]`` and ``after[j]`` are the best totals of the rows above and below."""
    left_out = max(before[j] + after[j] for j in range(len(before))) + cost
    through = [before[j] + scores[j] + after[j + 1] for j in range(len(scores))]
    target = max(range(len(through)), key=through.__getitem__)
    others = max((through[j] for j in range(len(through)) if j != target), default=IMPOSSIBLE)
    if left_out > through[target]:
        return Placement(None, left_out - through[target])
    return Placement(target, through[target] - max(others, left_out))
