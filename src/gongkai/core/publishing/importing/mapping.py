"""The mapping file (对照文件): which heading of the old table is which item, and how words translate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.core.kernel import data
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.importing.targets import REQUIRED, TARGETS
from gongkai.core.publishing.kinds import kinds

SEPARATORS = "；;|"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one item comes from: a heading (``column``) or always the same (``default``).

    ``values`` translates the old site's words; ``default`` also stands for an empty cell;
    ``separators`` divide a cell that holds several values.
    """

    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    separators: str = SEPARATORS


Given = str | Origin


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A mapping file: the old site's name, and where every item comes from.

    ``source`` and the record's key together name a record for good. ``own`` are the kinds' own
    fields, ``relations`` columns with the keys of other records; ``select`` picks the body text
    out of a page (CSS selectors, the first that is found).
    """

    source: str
    fields: Mapping[str, Given]
    own: Mapping[str, Given] = field(default_factory=dict)
    relations: Mapping[str, Given] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    sheet: str = ""

    def origin(self, name: str) -> Origin | None:
        """Return where an item comes from, if the mapping says."""
        given = self.fields.get(name)
        return as_origin(given) if given is not None else None


def as_origin(given: Given) -> Origin:
    """Return the long form of ``标题`` as well as of ``{column: 标题}``."""
    return Origin(column=given) if isinstance(given, str) else given


def read_mapping(text: str, *, name: str, headings: Sequence[str]) -> ImportMapping:
    """Read a mapping file and hold it against the table's headings.

    Raises:
        DataError: With every mistake: shape, unknown items, missing items, headings not there.
    """
    found: ImportMapping = data.structure(data.parse(text, source=name), ImportMapping, source=name)
    mistakes = [f"{name}: {one}" for one in _mistakes(found, headings)]
    if mistakes:
        raise data.DataError(mistakes)
    return found


def _mistakes(mapping: ImportMapping, headings: Sequence[str]) -> list[str]:
    parts = {"fields": mapping.fields, "own": mapping.own, "relations": mapping.relations}
    allowed = {
        "fields": set(TARGETS),
        "own": {one.name for kind in kinds().values() for one in kind.fields},
        "relations": set(vocabularies.vocabulary("relations")),
    }
    wrong = [] if mapping.source.strip() else ["source 为空。请填写原站点的名称"]
    for part, given in parts.items():
        wrong += [
            f"{part}.{name}: 没有这一项。可以填：{'、'.join(sorted(allowed[part]))}"
            for name in given
            if name not in allowed[part]
        ]
        wrong += [
            f"{part}.{name}: 表中没有“{as_origin(one).column}”一列。表头有：{'、'.join(headings)}"
            for name, one in given.items()
            if as_origin(one).column and as_origin(one).column not in headings
        ]
    wrong += [
        f"fields.{name}: 缺少“{TARGETS[name].label}”。请写明取自哪一列，或用 default 给出固定值"
        for name in REQUIRED
        if name not in mapping.fields
    ]
    return wrong
