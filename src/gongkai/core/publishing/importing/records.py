"""From a row of the old table to a record (逐行转换): every fault at once, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.importing import moments
from gongkai.core.publishing.importing.mapping import ImportMapping, Origin, as_origin
from gongkai.core.publishing.importing.targets import REQUIRED, TARGETS
from gongkai.core.publishing.kinds import Field, Kind, check, kinds
from gongkai.core.publishing.kinds.values import choices

SHOWN = 40  # characters of a met value, and of a list of allowed ones, that a fault tells
YES, NO = ("是", "true", "1", "有"), ("否", "false", "0", "无")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the table shows it, and its cells by heading."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken, or what was lost in taking it (``is_note``)."""

    row: int
    key: str
    column: str
    met: str
    allowed: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the new site has: bodies by every name they go by, columns by code and label.

    ``columns`` gives the kinds a column takes; none means any.
    """

    bodies: Mapping[str, str]
    columns: Mapping[str, str]
    column_kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as it will be taken over; ``text`` is still what the old site held."""

    row: int
    key: str
    title: str
    published_at: datetime
    body: str
    kind: str
    column: str
    text: str = ""
    text_file: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    index_number: str = ""
    document_number: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    validity: str = ""
    theme: str = ""
    item: str = ""
    issuer: str = ""
    joint_issuers: tuple[str, ...] = ()
    source: str = ""
    address: str = ""
    attachments: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)
    relations: tuple[tuple[str, str], ...] = ()


class _Reading:
    """One row being read: what was found, and the faults."""

    def __init__(self, row: Row, mapping: ImportMapping, known: Known) -> None:
        self.row, self.mapping, self.known = row, mapping, known
        self.faults: list[Fault] = []
        key = mapping.origin("key")
        self.key = _cell(row, key) if key else ""

    def fault(self, name: str, met: str, allowed: str, *, is_note: bool = False) -> None:
        self.faults.append(
            Fault(self.row.number, self.key, name, _short(met), allowed, is_note=is_note)
        )

    def value(self, name: str) -> Any:
        target, origin = TARGETS[name], self.mapping.origin(name)
        if origin is None:
            return () if target.shape == "list" else None if target.shape == "day" else ""
        heading = origin.column or target.label
        if target.shape == "list":
            return _parts(self.row.cells.get(origin.column), origin)
        met = _cell(self.row, origin)
        if not met:
            if target.required:
                self.fault(heading, "（空）", f"必填：{target.label}")
            return None if target.shape in ("day", "moment") else ""
        if target.shape in ("day", "moment"):
            return self.date(heading, met, target.shape)
        if target.shape == "code":
            return self.code(name, heading, met)
        if target.longest and len(met) > target.longest:
            self.fault(heading, met, f"不超过 {target.longest} 个字符，现有 {len(met)} 个")
        return met

    def date(self, heading: str, met: str, shape: str) -> date | datetime | None:
        read = moments.moment(met)
        if read is None:
            self.fault(heading, met, moments.WRITTEN)
            return None
        return read if shape == "moment" else read.date()

    def code(self, name: str, heading: str, met: str) -> str:
        allowed = _allowed(name, self.known)
        if met in allowed:
            return allowed[met]
        words = "、".join(dict.fromkeys(allowed))
        hint = "可在对照文件的 values 里对照" if name in ("kind", "column", "body") else ""
        self.fault(heading, met, f"{_short(words, SHOWN * 5)}。{hint}".rstrip("。") + "。")
        return ""

    def own(self, kind: Kind | None) -> dict[str, Any]:
        fields = {one.name: one for one in kind.fields} if kind else {}
        found: dict[str, Any] = {}
        for name, given in self.mapping.own.items():
            origin = as_origin(given)
            met = _cell(self.row, origin)
            if name in fields and met:
                found[name] = _own_value(fields[name], met, origin)
        if kind is not None:
            for reason in check(kind.kind, found, complete=False):
                self.fault("own", "", reason.sentence)
            for name, one in fields.items():
                if one.required and name not in found:
                    self.fault(
                        one.label,
                        "（空）",
                        f"“{kind.label}”应有此项；先行迁入，请日后补全",
                        is_note=True,
                    )
        return found


def read_row(
    row: Row, mapping: ImportMapping, known: Known
) -> tuple[Record | None, tuple[Fault, ...]]:
    """Return the record of a row, or none with every fault; notes come with a record too."""
    reading = _Reading(row, mapping, known)
    values = {name: reading.value(name) for name in TARGETS}
    kind = kinds().get(values["kind"])
    values["own"] = reading.own(kind)
    values["relations"] = tuple(
        (name, key)
        for name, given in mapping.relations.items()
        for key in _parts(row.cells.get(as_origin(given).column), as_origin(given))
    )
    if kind is not None:
        _fit_kind(reading, values, kind)
    if any(not one.is_note for one in reading.faults) or not all(values[name] for name in REQUIRED):
        return None, tuple(reading.faults)
    return Record(row=row.number, **values), tuple(reading.faults)


def _fit_kind(reading: _Reading, values: dict[str, Any], kind: Kind) -> None:
    taken = reading.known.column_kinds.get(values["column"], ())
    if taken and kind.kind not in taken:
        labels = "、".join(kinds()[one].label for one in taken if one in kinds())
        reading.fault(TARGETS["kind"].label, kind.label, f"栏目“{values['column']}”收录：{labels}")
    if not values["item"] and kind.items:
        values["item"] = kind.items[0]
    if kind.validity != "none":
        values["validity"] = values["validity"] or "in_force"
    elif values["validity"]:
        reading.fault(
            TARGETS["validity"].label,
            values["validity"],
            f"“{kind.label}”没有有效性，未取",
            is_note=True,
        )
        values["validity"] = ""
    if (
        not (values["text"] or values["text_file"] or values["attachments"])
        and kind.text == "required"
    ):
        reading.fault(
            TARGETS["text"].label,
            "（空）",
            "正文、正文文件、附件三项都空；先行迁入，请核对",
            is_note=True,
        )


def _cell(row: Row, origin: Origin) -> str:
    met = row.cells.get(origin.column) if origin.column else None
    text = "" if met is None else str(met).strip()
    return origin.values.get(text) or text or origin.default


def _parts(met: Any, origin: Origin) -> tuple[str, ...]:
    if isinstance(met, list):
        listed = [str(one) for one in met]
    else:
        text = str(met or origin.default)
        for separator in origin.separators[1:]:
            text = text.replace(separator, origin.separators[0])
        listed = text.split(origin.separators[0]) if origin.separators else [text]
    return tuple(origin.values.get(one.strip()) or one.strip() for one in listed if one.strip())


def _allowed(name: str, known: Known) -> Mapping[str, str]:
    if name == "body":
        return known.bodies
    if name == "column":
        return known.columns
    if name == "kind":
        return _both_ways({key: one.label for key, one in kinds().items()})
    if name == "theme":
        return _both_ways(vocabularies.themes())
    return _both_ways(vocabularies.vocabulary({"item": "items"}.get(name, name)))


def _both_ways(terms: Mapping[str, str]) -> dict[str, str]:
    return {label: key for key, label in terms.items()} | {key: key for key in terms}


def _own_value(one: Field, met: str, origin: Origin) -> Any:
    if one.type == "yes_no":
        return True if met in YES else False if met in NO else met
    if one.type == "integer":
        return int(met) if met.lstrip("-").isdecimal() else met
    if one.type == "date":
        read = moments.day(met)
        return read.isoformat() if read else met
    if one.type == "moment":
        at = moments.moment(met)
        return at.isoformat() if at else met
    if one.type in ("choice", "choices"):
        words = _both_ways(choices(one))
        listed = [words.get(part, part) for part in _parts(met, origin)]
        return listed if one.type == "choices" else listed[0]
    return met


def _short(text: str, longest: int = SHOWN) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
