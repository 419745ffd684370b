"""What a printed cell holds (单元格内容): a figure, a stroke, nothing, a blur, or words."""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.reporting.report import CellState
from gongkai.core.text.normalize import squeeze

LONGEST_FIGURE = 24
IN_TEN_THOUSAND_YUAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
}
MINUS = frozenset({"-", "减", "减少", "下降", "↓", "负"})
PLAIN = re.compile(r"\d{1,15}")
FIGURE = re.compile(
    r"(?P<sign>[-+↑↓负]|(?:增|减)(?:加|少|长)?|上升|下降)?:?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,8})?)"
    r"(?P<unit>[件项个宗条份次起笔例]|千元|万元|亿元|元|万|亿)?"
    r"(?P<after>[↑↓]|\(?(?:增|减)\)?)?"
)
STROKES = re.compile(r"(?:[-/\\|_]{1,8}|无)(?:[件项个宗条份]|万元|元)?|无此项|[Nn]/?[Aa]")
BLUR = re.compile(r"[\dOoQDIl|〇○.,。:;'`~*?()\[\]+\-/]{1,24}")
WITH_DIGIT_OR_LOOKALIKE = re.compile(r"[\dOoQDIl〇○]")


class Kind(enum.IntEnum):
    """What a piece of text can be in a table."""

    BLANK = 0
    FIGURE = 1
    STROKE = 2
    BLUR = 3
    WORDS = 4


FIGURE_OR_STROKE = (Kind.FIGURE, Kind.STROKE)


@functools.lru_cache(maxsize=16_384)
def kind_of(text: str) -> Kind:
    """Tell what ``text`` can be in a table, whatever column it stands in."""
    key = squeeze(text) if len(text) < 200 else text
    if not key:
        return Kind.BLANK
    if len(key) > LONGEST_FIGURE:
        return Kind.BLUR if key.isdecimal() else Kind.WORDS
    if PLAIN.fullmatch(key) or FIGURE.fullmatch(key):
        return Kind.FIGURE
    if STROKES.fullmatch(key):
        return Kind.STROKE
    if BLUR.fullmatch(key) and WITH_DIGIT_OR_LOOKALIKE.search(key):
        return Kind.BLUR
    return Kind.WORDS


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell's content as understood: its state, and its figure when it has one."""

    state: CellState
    value: Decimal | None = None


PRINTED_BLANK = Printed(CellState.BLANK)
PRINTED_STROKE = Printed(CellState.SLASH)
UNREADABLE = Printed(CellState.UNREADABLE)


@functools.lru_cache(maxsize=16_384)
def understand(text: str) -> Printed:
    """Read ``text`` as the content of a cell that counts.

    A figure with a doubtful character, with a space in it, or with a unit that does not belong to
    the cell is unreadable.
    """
    return _understand(text, money=False)


@functools.lru_cache(maxsize=4_096)
def understand_amount(text: str) -> Printed:
    """Read ``text`` as the content of a cell that holds an amount in 万元.

    A printed 元 or 亿元 is converted, an unprinted unit is not guessed.
    """
    return _understand(text, money=True)


def _understand(text: str, *, money: bool) -> Printed:
    kind = kind_of(text)
    if kind is Kind.BLANK:
        return PRINTED_BLANK
    if kind is Kind.STROKE:
        return PRINTED_STROKE
    trimmed = text.strip()
    if kind is not Kind.FIGURE or SPACE_BETWEEN_DIGITS.search(trimmed):
        return UNREADABLE
    return _figure(squeeze(trimmed), money=money)


SPACE_BETWEEN_DIGITS = re.compile(r"[\d０-９.,，．]\s+[\d０-９.,，．]")  # noqa: RUF001


def _figure(key: str, *, money: bool) -> Printed:
    found = FIGURE.fullmatch(key)
    if found is None:
        return UNREADABLE
    number = found["number"].replace(",", "")
    if len(number) > 1 and number[0] == "0" and number[1] != ".":
        return UNREADABLE
    if found["sign"] and found["after"]:
        return UNREADABLE
    factor = _factor(found["unit"], money=money)
    if factor is None:
        return UNREADABLE
    value = Decimal(number) * factor
    negative = (found["sign"] or "")[:2] in MINUS or (found["sign"] or "")[:1] in MINUS
    after = (found["after"] or "").strip("()")
    if value and (negative or after in MINUS):
        value = -value
    return Printed(CellState.VALUE, value.normalize() + 0 if factor != 1 else value)


def _factor(printed: str | None, *, money: bool) -> Decimal | None:
    """Return what to multiply by, or None when the printed unit does not belong to the cell."""
    if not printed:
        return Decimal(1)
    if money:
        return IN_TEN_THOUSAND_YUAN.get(printed)
    return None if printed in IN_TEN_THOUSAND_YUAN else Decimal(1)
