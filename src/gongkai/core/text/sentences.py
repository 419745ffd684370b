"""Paragraphs and sentences (段落、句子) over printed lines, every character with its line and column.

A published report is broken into lines by pages, columns and copying: a paragraph is put together
again where a line stops in the middle of a sentence. Spaces are left out and forms of one character
made equal, so that every later step sees one spelling; nothing else is changed.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from gongkai.core.kernel.records import record

_ENDS = "。！？!?；;：:"
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳])"
)
_SENTENCE = re.compile(r"(?:[^。！？!?.]|\.(?!$|[一-鿿（“])|(?<![一-鿿”）])\.)+[。！？!?.]*[”’]?")
_BOOKMARK = re.compile(r"\[bookmark：[^\]]*\]")
_PLAIN_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’]?")
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
    # marks of no width are left out like spaces
    table |= dict.fromkeys([*range(0x200B, 0x2010), 0xFEFF], " ")
    return {code: text for code, text in table.items() if len(text) == 1}


_TABLE = _one_spelling()
# Most lines only need their commas changed; translating every character costs ten times as much.
_ODD = re.compile(
    f"[{''.join(re.escape(chr(c)) for c, t in _TABLE.items() if chr(c) not in (t, '，'))}]"
)


def one_spelling(text: str) -> str:
    """Return ``text`` of the same length: half-width digits and comma, full-width other marks."""
    return text.translate(_TABLE)


@record
class Span:
    """A half-open stretch of one line: ``line`` is the index in the lines given, columns 0-based."""

    line: int
    start: int
    end: int


@record
class Paragraph:
    """One paragraph (段落), put together from one or more lines; ``text`` has no spaces.

    ``starts`` says where each line begins in ``text``, ``lines`` the indexes of the lines, ``raws``
    the lines as they were given, ``sentences`` the half-open span of every sentence in ``text``.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    raws: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` begins and how far it runs on that line."""
        index = bisect_right(self.starts, start) - 1
        begin = self.starts[index]
        last = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        columns = _columns(self.raws[index])
        stop = max(min(end, last), start + 1)
        return Span(self.lines[index], columns[start - begin], columns[stop - 1 - begin] + 1)


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
    texts: list[str] = []
    indexes: list[int] = []
    for number in range(len(lines)) if numbers is None else numbers:
        text = _spaceless(lines[number])
        if not text:
            continue
        if texts and not _continues(texts[-1], text):
            found.append(_close(texts, indexes, lines))
            texts, indexes = [], []
        texts.append(text)
        indexes.append(number)
    if texts:
        found.append(_close(texts, indexes, lines))
    return found


def _close(texts: list[str], indexes: list[int], lines: Sequence[str]) -> Paragraph:
    if len(texts) == 1:
        text, index = texts[0], indexes[0]
        return Paragraph(text, (0,), (index,), (lines[index],), _sentences(text))
    text = "".join(texts)
    starts = (0, *itertools.accumulate(map(len, texts[:-1])))
    raws = tuple([lines[index] for index in indexes])
    return Paragraph(text, starts, tuple(indexes), raws, _sentences(text))


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    pattern = _SENTENCE if "." in text else _PLAIN_SENTENCE
    return tuple([match.span() for match in pattern.finditer(text)])


def _plain(line: str) -> str:
    """Return the line in one spelling and of the same length, what is left out turned into spaces."""
    text = line.translate(_TABLE) if _ODD.search(line) else line.replace("，", ",")
    if "[bookmark" in text:
        text = _BOOKMARK.sub(lambda match: " " * len(match[0]), text)
    return text


def _spaceless(line: str) -> str:
    return "".join(_plain(line).split())


@functools.lru_cache(maxsize=32)
def _columns(line: str) -> list[int]:
    return [i for i, character in enumerate(_plain(line)) if not character.isspace()]


def _continues(before: str, after: str) -> bool:
    """Return whether ``after`` goes on with the sentence that ``before`` leaves open."""
    if before[-1] in _ENDS or is_heading(before) or _HEADING.match(after):
        return False
    return len(before) >= SHORTEST_WRAPPED or before[-1] in ",、"
