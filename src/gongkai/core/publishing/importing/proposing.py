"""Drafting a mapping file from the headings (起草对照文件), for a person to finish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import yaml

from gongkai.core.publishing.importing.records import Known, Row
from gongkai.core.publishing.importing.targets import REQUIRED, TARGETS
from gongkai.core.publishing.kinds import kinds

TRANSLATED = ("body", "kind", "column")
MOST = 200  # different words of one column that are listed for translation


def propose(headings: Sequence[str], rows: Iterable[Row], *, source: str, known: Known) -> str:
    """Return the YAML of a mapping: headings recognised, the old site's words listed to be filled in.

    What could not be recognised stands there with an empty ``column``, so that a run with it names it.
    """
    chosen = _recognised(headings)
    words = _words({name: chosen[name] for name in TRANSLATED if name in chosen}, rows)
    fields: dict[str, object] = {}
    for name in [*REQUIRED, *(name for name in TARGETS if name not in REQUIRED)]:
        heading = chosen.get(name, "")
        if name in TRANSLATED:
            fields[name] = _translation(name, heading, words.get(name, ()), known)
        elif heading:
            fields[name] = heading
        elif name in REQUIRED:
            fields[name] = {"column": "", "default": ""}
    unused = [one for one in headings if one not in chosen.values()]
    draft = {"source": source, "fields": fields, "own": {}, "relations": {}, "select": []}
    told = yaml.safe_dump(draft, allow_unicode=True, sort_keys=False, width=100)
    return f"{_head(unused)}{told}"


def _recognised(headings: Sequence[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for name, target in TARGETS.items():
        for wanted in (target.label, *target.headings, name):
            found = [one for one in headings if one.strip().lower() == wanted.lower()]
            if found and found[0] not in chosen.values():
                chosen[name] = found[0]
                break
    return chosen


def _words(columns: dict[str, str], rows: Iterable[Row]) -> dict[str, list[str]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in columns}
    for row in rows:
        for name, heading in columns.items():
            counted[name][str(row.cells.get(heading) or "").strip()] += 1
    return {
        name: [word for word, _ in one.most_common(MOST) if word] for name, one in counted.items()
    }


def _translation(name: str, heading: str, words: Iterable[str], known: Known) -> dict[str, object]:
    has = {
        "body": set(known.bodies),
        "column": set(known.columns),
        "kind": {key for one in kinds().values() for key in (one.kind, one.label)},
    }[name]
    values = {word: "" for word in words if word not in has}
    return {"column": heading, "values": values, "default": ""}


def _head(unused: Sequence[str]) -> str:
    lines = [
        "# 由表头起草，请核对：values 左边是原站点的写法，右边填本系统的名称或代码。",
        f"# 种类：{'、'.join(f'{one.kind} {one.label}' for one in kinds().values())}",
    ]
    if unused:
        lines.append(f"# 未用到的列：{'、'.join(unused)}")
    return "\n".join(lines) + "\n"
