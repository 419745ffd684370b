"""Which piece of a text to show, and what to mark in it (摘要、标亮)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.text.spelling import spell

WIDTH = 110  # characters of an excerpt
LEAD = 24  # characters before the first word marked
LONGEST = 200_000  # characters looked at


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of text with the half-open spans to mark in it, in order and apart from each other."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def marked(text: str, needles: Sequence[str]) -> Marked:
    """Return the whole text with every needle (in the spelling of the search) marked."""
    spelt = spell(text[:LONGEST])
    spans = [span for needle in needles for span in spelt.spans(needle)]
    return Marked(text, _apart(spans))


def excerpt(text: str, needles: Sequence[str], *, width: int = WIDTH) -> Marked:
    """Return the piece where most of the needles stand together, or the beginning of the text."""
    text = text[:LONGEST]
    spelt = spell(text)
    found = sorted((*span, needle) for needle in needles for span in spelt.spans(needle))
    if not found:
        return Marked(text[:width] + ("…" if len(text) > width else ""))
    start = max(0, _best(found, width - LEAD) - LEAD)
    piece = text[start : start + width]
    return marked(
        f"{'…' if start else ''}{piece}{'…' if start + width < len(text) else ''}", needles
    )


def _best(found: Sequence[tuple[int, int, str]], width: int) -> int:
    """Return where the window begins that holds most different needles; the first of equals."""
    best, most, end = found[0][0], 0, 0
    inside: dict[str, int] = {}
    for begin, (start, _, needle) in enumerate(found):
        while end < len(found) and found[end][1] <= start + width:
            inside[found[end][2]] = inside.get(found[end][2], 0) + 1
            end += 1
        held = sum(1 for count in inside.values() if count)
        if held > most:
            best, most = start, held
        if begin < end:
            inside[needle] -= 1
    return best


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
