"""The values that a kind's own fields take (字段取值): how each is checked, in plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing.vocabularies import vocabulary

FieldType = Literal[
    "text",
    "long_text",
    "date",
    "moment",
    "integer",
    "amount",
    "yes_no",
    "choice",
    "choices",
    "address",
    "rows",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ``rows`` field."""

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its JSON key, label, type, whether a submission needs it, help.

    ``options`` or ``vocabulary`` close a choice; ``columns`` describe the rows of a ``rows`` field.
    Dates are ISO strings, amounts decimal strings in ``unit``.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    help: str = ""
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = ""
    columns: tuple[Column, ...] = ()


def choices(one: Field | Column) -> Mapping[str, str]:
    """Return the closed list of a choice: its own options, or those of the vocabulary it names."""
    return vocabulary(one.vocabulary) if one.vocabulary else one.options


def problems(one: Field, value: Any, *, complete: bool) -> list[Reason]:
    """Return what is wrong with one field's value."""
    if value in (None, "", [], {}):
        if one.required and complete:
            return [Reason("publishing.field_missing", f"“{one.label}”没有填写。请填写")]
        return []
    if one.type == "rows":
        return _rows(one, value, complete=complete)
    return _scalar(one, value, one.label)


def _scalar(one: Field | Column, value: Any, label: str) -> list[Reason]:
    allowed = _CHECKS[one.type](one, value)
    if allowed:
        return []
    sentence = f"“{label}”填的是“{value}”，应当是{_EXPECTED[one.type]}。请改正"
    return [Reason("publishing.field_value", sentence)]


def _rows(one: Field, value: Any, *, complete: bool) -> list[Reason]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return [Reason("publishing.field_value", f"“{one.label}”应当逐行填写。请改正")]
    reasons: list[Reason] = []
    for number, row in enumerate(value, start=1):
        for column in one.columns:
            label = f"{one.label}第 {number} 行{column.label}"
            content = row.get(column.name)
            if content not in (None, ""):
                reasons += _scalar(column, content, label)
            elif column.required and complete:
                reasons.append(Reason("publishing.field_missing", f"“{label}”没有填写。请填写"))
        known = {column.name for column in one.columns}
        reasons += [
            Reason("publishing.field_unknown", f"“{one.label}”没有“{name}”一列。请删去")
            for name in row
            if name not in known
        ]
    return reasons


def _is_text(_: Field | Column, value: Any) -> bool:
    return isinstance(value, str)


def _is_date(_: Field | Column, value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_moment(_: Field | Column, value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_integer(_: Field | Column, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_amount(_: Field | Column, value: Any) -> bool:
    try:
        return isinstance(value, str) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _is_yes_no(_: Field | Column, value: Any) -> bool:
    return isinstance(value, bool)


def _is_choice(one: Field | Column, value: Any) -> bool:
    return isinstance(value, str) and value in choices(one)


def _is_choices(one: Field | Column, value: Any) -> bool:
    return isinstance(value, list) and all(_is_choice(one, item) for item in value)


def _is_address(_: Field | Column, value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://", "/"))


_CHECKS: dict[str, Callable[[Field | Column, Any], bool]] = {
    "text": _is_text,
    "long_text": _is_text,
    "date": _is_date,
    "moment": _is_moment,
    "integer": _is_integer,
    "amount": _is_amount,
    "yes_no": _is_yes_no,
    "choice": _is_choice,
    "choices": _is_choices,
    "address": _is_address,
}
_EXPECTED = {
    "text": "文字",
    "long_text": "文字",
    "date": "日期（如 2026-01-31）",
    "moment": "日期和时间",
    "integer": "整数",
    "amount": "金额数字",
    "yes_no": "是或否",
    "choice": "列表中的一项",
    "choices": "列表中的若干项",
    "address": "网址",
}
