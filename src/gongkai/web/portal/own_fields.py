"""What a kind of document tells of its own (专有项目): facts and small tables, with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing.kinds import Field, Kind, kind
from gongkai.core.publishing.kinds.values import Column as Cells
from gongkai.core.publishing.kinds.values import choices
from gongkai.web.design import environment as design
from gongkai.web.portal.model import Rows

GAZETTE_CONTENTS = ("gazette_issue", "contents")  # shown as a table of contents, with links


def facts(edition: Edition) -> Iterable[tuple[str, str]]:
    """Yield label and value of the fields that are filled, without tables."""
    for one in kind(edition.kind).fields:
        value = edition.own.get(one.name)
        if value in (None, "", []) or one.type == "rows" or one.name == "genre":
            continue
        yield one.label, _shown(one, value)


def by_name(edition: Edition) -> dict[str, str]:
    """Return what is filled by the name of the field, without tables."""
    return {
        one.name: _shown(one, value)
        for one in kind(edition.kind).fields
        if one.type != "rows" and (value := edition.own.get(one.name)) not in (None, "", [])
    }


def labels(rules: Kind, name: str) -> Mapping[str, str]:
    """Return the choices of a field: key to Chinese label.

    Raises:
        KeyError: The kind has no such field.
    """
    return choices({one.name: one for one in rules.fields}[name])


def _shown(one: Field | Cells, value: Any) -> str:
    if one.type == "yes_no":
        return "是" if value else "否"
    if one.type in ("choice", "choices"):
        labels = choices(one)
        keys = value if isinstance(value, list) else [value]
        return "、".join(labels.get(key, str(key)) for key in keys)
    if one.type == "date":
        return design.day(date.fromisoformat(str(value)))
    unit = one.unit if isinstance(one, Field) else ""
    return f"{value}{unit}"


def tables(edition: Edition) -> Iterable[Rows]:
    """Yield the tables that have rows."""
    for one in kind(edition.kind).fields:
        rows = edition.own.get(one.name)
        if one.type != "rows" or not rows or (edition.kind, one.name) == GAZETTE_CONTENTS:
            continue
        header = tuple(part.label for part in one.columns)
        body = tuple(
            tuple(
                _shown(part, row[part.name]) if row.get(part.name) not in (None, "") else ""
                for part in one.columns
            )
            for row in rows
        )
        yield Rows(one.label, header, body)
