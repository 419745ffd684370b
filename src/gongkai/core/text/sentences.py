"""Paragraphs and sentences (段落、句子) over printed lines, every character with its line and column.

A published report is broken into lines by pages, columns and copying: a paragraph is put together
again where a line stops in the middle of a sentence. Spaces are left out and forms of one character
made equal, so that every later step sees one spelling; nothing else is changed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_ENDS = "。！？!?；;：:"
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳])"
)
_SENTENCE = re.compile(r"(?:[^。！？!?.]|\.(?!$|[一-鿿（“])|(?<![一-鿿”）])\.)+[。！？!?.]*[”’]?")
_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff]")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
LONGEST_HEADING = 32
SHORTEST_WRAPPED = 14


def _one_spelling() -> dict[int, str]:
    codes = [*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6)]
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    table |= {ord("⺠"): "民", ord("⻔"): "门", ord("⻓"): "长", ord("⻅"): "见", ord("⻋"): "车"}
    # one width for each mark: the comma half, as it parts thousands too; the others full
    for mark in "():;!?":
        full = chr(0xFEE0 + ord(mark))
        table |= {ord(mark): full, ord(full): full}
    return {code: text for code, text in table.items() if len(text) == 1}


_TABLE = _one_spelling()


def one_spelling(text: str) -> str:
    """Return ``text`` of the same length: half-width digits and comma, full-width other marks."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    line: int
    columns: tuple[int, ...] | None
    first_column: int


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of one line: ``line`` is the index in the lines given, columns 0-based."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (段落), put together from one or more lines; ``text`` has no spaces."""

    text: str
    pieces: tuple[_Piece, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` begins and how far it runs on that line."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        piece = self.pieces[index]
        last = len(self.text) if index + 1 == len(self.pieces) else self.pieces[index + 1].start
        first, stop = (
            start - piece.start,
            max(min(end, last) - piece.start, start - piece.start + 1),
        )
        if piece.columns is None:
            return Span(piece.line, first + piece.first_column, stop + piece.first_column)
        return Span(piece.line, piece.columns[first], piece.columns[stop - 1] + 1)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open span of every sentence in ``text``."""
        for match in _SENTENCE.finditer(self.text):
            yield match.span()


def is_heading(text: str) -> bool:
    """Return whether a spaceless line reads as a heading of its own (一、… （二）… 3.…)."""
    match = _HEADING.match(text)
    if match is None or len(text) > LONGEST_HEADING:
        return False
    rest = text[match.end() :]
    return not any(mark in rest[:-1] for mark in "。,；！？")


def paragraphs(lines: Sequence[str], numbers: Iterable[int] | None = None) -> list[Paragraph]:
    """Return the paragraphs of ``lines``; ``numbers`` chooses lines by index (all by default)."""
    found: list[Paragraph] = []
    open_pieces: list[tuple[str, _Piece]] = []
    length = 0
    for number in range(len(lines)) if numbers is None else numbers:
        text, columns, first = _spaceless(lines[number])
        if not text:
            continue
        if open_pieces and not _continues(open_pieces[-1][0], text):
            found.append(_close(open_pieces))
            open_pieces, length = [], 0
        open_pieces.append((text, _Piece(length, number, columns, first)))
        length += len(text)
    if open_pieces:
        found.append(_close(open_pieces))
    return found


def _close(pieces: list[tuple[str, _Piece]]) -> Paragraph:
    return Paragraph("".join(text for text, _ in pieces), tuple(piece for _, piece in pieces))


def _spaceless(line: str) -> tuple[str, tuple[int, ...] | None, int]:
    text = line.translate(_TABLE)
    if "[bookmark:" in text or "[bookmark：" in text:
        text = _BOOKMARK.sub(lambda match: " " * len(match[0]), text.replace("：", ":"))
    stripped = text.strip()
    if _SPACE.search(stripped) is None:
        return stripped, None, len(text) - len(text.lstrip()) if stripped else 0
    columns = tuple(i for i, character in enumerate(text) if not _SPACE.match(character))
    return "".join(text[i] for i in columns), columns, 0


def _continues(before: str, after: str) -> bool:
    """Return whether ``after`` goes on with the sentence that ``before`` leaves open."""
    if before[-1] in _ENDS or is_heading(before) or _HEADING.match(after):
        return False
    return len(before) >= SHORTEST_WRAPPED or before[-1] in ",、"
