"""Lines of plain text as rows (文本行): tabs, bars, commas, columns set by spaces, “label: value”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from gongkai.core.reporting.printed import TextLine
from gongkai.core.reporting.reading.figures import Kind, kind_of
from gongkai.core.reporting.reading.labels import NO_HIT, bit, hit_of
from gongkai.core.reporting.reading.pieces import JUNK, JUNK_MARKS, MOST_PIECES, RUN_ON, Piece, Row
from gongkai.core.reporting.reading.shapes import (
    LONGEST_PIECE,
    MOST_REMEMBERED,
    Shape,
    Words,
    empty_shape,
    prose_shape,
    shape_of,
)

# A row of the form, padded into columns, has some 200 characters; a whole table on one line 2,000.
LONGEST_ROW = 4_000
LONGEST_REMEMBERED = 120
BARS = re.compile(r"[|｜│┃︱¦]")  # noqa: RUF001 - every bar that is met in copies
RULE = re.compile(r"[\s|｜│┃+\-—─━=:┌┬┐├┼┤└┴┘═╔╦╗╠╬╣╚╩╝]+")  # noqa: RUF001
WIDE_GAP = re.compile(r"[ \u00a0]{2,}|\u3000+|\u2003+")
PAGE_NUMBER = re.compile(
    r"[-—–─·]\s*\d{1,3}\s*[-—–─·]|第\s*\d{1,3}\s*页.{0,12}|(?:\d{1,3}\s*/\s*\d{1,3}\s*页?)"
)
THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
TOKEN = re.compile(r"\S*[\d/\-—／－０-９][ \u00a0](?:[件项个]|万元|元)(?!\S)|\S+")  # noqa: RUF001
SENTENCE_ENDS = "。；：！？;!?"
COMMA_CELL = re.compile(r'"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)')
LABEL_AND_REST = re.compile(r"([^：:]{2,40})[：:]\s*(\S.*)")
BETWEEN_VALUES = re.compile(r"[、，；;\s]+|,(?!\d{3}(?!\d))")
LABELLED_VALUE = re.compile(r"(?P<label>[^\d]*?)(?P<value>[\d.,]+\D{0,2})")
FEWEST_LABELS_OF_A_TABLE = 2
FEWEST_HEADS = 5
FEWEST_TOKENS_OF_A_TABLE = 10
LONGEST_HEAD = 45


def row_of_line(line: TextLine) -> Row:
    """Split one line into pieces; a line of prose stays whole."""
    text, place = line.text, line.place
    # What is longer than a row of the form is prose: it comes once, and remembering it costs memory.
    shape = _remembered(text) if len(text) <= LONGEST_REMEMBERED else _shape(text)
    where = shape.line
    pieces = (
        [
            Piece(words, kind, column, place, offset, where)
            for column, (words, kind, offset) in enumerate(shape.words)
        ]
        if shape.words
        else []
    )
    return Row(shape, pieces, place, shape.width, shape.empty, shape.prose)


def _shape(text: str) -> Shape:
    stripped = text.strip()
    if not stripped:
        # A line of tabs only is an empty cell of a table with one cell a line.
        return _row_shape(text.split("\t"), text) if "\t" in text else empty_shape(text)
    if _is_prose(text, stripped):
        return prose_shape(text)
    printed = text
    if JUNK_MARKS.search(text):
        text = JUNK.sub("", text)
        stripped = text.strip()
    if "\t" in text:
        return _row_shape(text.split("\t"), printed)
    if BARS.search(text):
        if RULE.fullmatch(text):
            return empty_shape(printed)
        return _row_shape(_between_bars(text), printed)
    return _spaced_shape(stripped, text, printed)


_remembered = functools.lru_cache(maxsize=MOST_REMEMBERED)(_shape)


def _row_shape(cells: Iterable[str], printed: str) -> Shape:
    """Return the shape of a row of texts that follow each other."""
    stripped = [cell.strip() for cell in cells][:MOST_PIECES]
    return shape_of([(text, kind_of(text), -1) for text in stripped], (printed,))


def _is_prose(text: str, stripped: str) -> bool:
    """Return whether a line cannot be part of a table: a sentence, a page number, too long."""
    if len(text) > LONGEST_ROW or PAGE_NUMBER.fullmatch(stripped):
        return True
    if "\t" in text or "|" in text:
        return False
    return len(stripped) > 12 and (stripped[-1] in SENTENCE_ENDS or "。" in stripped)


def _between_bars(text: str) -> list[str]:
    """Return the cells between bars; a bar at the very beginning or end only frames the row."""
    cells = BARS.split(text)
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _spaced_shape(stripped: str, text: str, printed: str) -> Shape:
    """Split a line without tabs or bars: by commas, or a run of figures at its end, or wide gaps."""
    separated = "," in stripped and "," in THOUSANDS.sub("", stripped)
    cells = _between_commas(stripped) if separated else None
    if cells is None and (":" in stripped or "：" in stripped):
        cells = _label_and_values(stripped)
    if cells is not None:
        return _row_shape(cells, printed)
    tokens = list(TOKEN.finditer(text))
    if _is_whole_table([token[0] for token in tokens]):
        texts = [token[0] for token in tokens[:MOST_PIECES]]
        return shape_of([(text, kind_of(text), RUN_ON) for text in texts], (printed,))
    first = len(tokens)
    while first > 0 and kind_of(tokens[first - 1][0]) is not Kind.WORDS:
        first -= 1
    if first == len(tokens) or (first == 0 and len(tokens) == 1):
        return _worded_shape(stripped, text, printed)
    words = _aligned(text[: tokens[first - 1].end()]) if first else []
    words.extend((token[0], kind_of(token[0]), token.start()) for token in tokens[first:])
    return shape_of(words[:MOST_PIECES], (printed,), line=text, width=0)


def _is_whole_table(tokens: list[str]) -> bool:
    """Return whether several labels of the form stand on the line with figures between them."""
    if len(tokens) < FEWEST_TOKENS_OF_A_TABLE:
        return False
    kinds = [kind_of(token) for token in tokens]
    first_figure = kinds.index(Kind.FIGURE) if Kind.FIGURE in kinds else len(tokens)
    hits = [
        index
        for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True))
        if kind is Kind.WORDS and hit_of(token) is not NO_HIT
    ]
    among_figures = len(hits) >= FEWEST_LABELS_OF_A_TABLE and hits[-1] > first_figure
    return among_figures or len(hits) >= FEWEST_HEADS


def _label_and_values(stripped: str) -> list[str] | None:
    """Take “行政许可：128件” or “规章：本年制发件数0，…” apart; None when it is anything else."""
    found = LABEL_AND_REST.fullmatch(stripped)
    if found is None or not hit_of(found[1]).weak & bit(2):
        return None
    values = [_value_of(part) for part in BETWEEN_VALUES.split(found[2].strip("。；;，,"))]
    return [found[1], *(v for v in values if v is not None)] if None not in values else None


def _value_of(part: str) -> str | None:
    """Return the figure of a part, without the label of its column."""
    if kind_of(part) not in (Kind.WORDS, Kind.BLANK):
        return part
    found = LABELLED_VALUE.fullmatch(part)
    if found is None or hit_of(found["label"]) is NO_HIT:
        return None
    return found["value"]


def _worded_shape(stripped: str, text: str, printed: str) -> Shape:
    tokens = stripped.split()
    if len(tokens) > 1 and all(hit_of(token) is not NO_HIT for token in tokens):
        return _row_shape(tokens, printed)
    if not WIDE_GAP.search(stripped):
        return shape_of([(stripped, kind_of(stripped), -1)], (printed,))
    return shape_of(_aligned(text.rstrip()), (printed,), line=text)


def _aligned(part: str) -> list[Words]:
    """Split the leading ``part`` of a line at its wide gaps."""
    found: list[Words] = []
    start = 0
    for gap in [*(match.span() for match in WIDE_GAP.finditer(part)), (len(part), len(part))]:
        text = part[start : gap[0]]
        words = text.strip()
        if words:
            leading = len(text) - len(text.lstrip())
            found.append((words, kind_of(words), start + leading))
        start = gap[1]
    return found


def _between_commas(text: str) -> list[str] | None:
    """Return the cells of a comma-separated line, or None when it is not one."""
    if "。" in text:
        return None
    cells = [
        quoted.replace('""', '"') if quoted else plain for quoted, plain in COMMA_CELL.findall(text)
    ][: text.count(",") + 1]
    while len(cells) > text.count(",") + 1:
        cells.pop()
    filled = [kind_of(cell) for cell in cells if cell.strip()]
    figures = sum(kind is not Kind.WORDS for kind in filled)
    blanks = len(cells) - len(filled)
    last_is_figure = bool(filled) and filled[-1] is not Kind.WORDS
    if len(cells) < 2 or max(map(len, cells)) > LONGEST_PIECE:
        return None
    known = sum(hit_of(cell) is not NO_HIT for cell in cells)
    if known * 2 >= len(cells) and max(map(len, cells)) <= LONGEST_HEAD:
        return cells
    if not (last_is_figure or blanks):
        return None
    return cells if filled[:1] == [Kind.WORDS] or figures > 2 or blanks else None
