"""Comparing the printed labels of a table with the form's (栏目名称核对)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from gongkai.core.audit.case import Case
from gongkai.core.audit.overview import overview
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import Form, forms
from gongkai.core.reporting.report import PrintedCell, PrintedTable

NOISE = re.compile(r"[^一-鿿A-Za-z]+")
ORDINAL = re.compile(r"^(?:[一二三四五六七八]、|[^\w\s][一二三四五六七八][^\w\s]|\d\W)")
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Misprint:
    """A label of the form that is printed differently, or ("" printed) not at all."""

    label: str
    printed: str
    place: Place


def misprints(case: Case, number: int) -> list[Misprint]:
    """Return the labels of table ``number`` that are not printed as the form has them.

    Rows that are not in this copy, or whose label is missing and was restored from the order, are
    left to the rules on completeness and on reading.
    """
    table = next((one for one in case.report.tables if one.number == number), None)
    if table is None or case.form is None:
        return []
    labels = _all_labels(case.form.form, number, overview(case).uncertain)
    texts = tuple([cell.text for row in table.rows for cell in row if cell.cell is None])
    if _all_printed(labels, texts):
        return []
    printed = [cell for row in table.rows for cell in row if _is_label(cell)]
    single = {_bare(cell.text) for cell in printed}
    labels = tuple(names for names in labels if not any(_bare(name) in single for name in names))
    if not labels:
        return []
    # Labels broken over rows or cells still read whole when everything is put together.
    together = "".join([cell.text for cell in printed])
    whole = _bare.__wrapped__(together) + _section_text(case, number)
    official = _official(case.form.form, number)
    strange = [cell for cell in printed if _bare(cell.text) not in official]
    found = []
    for names in labels:
        if any(_bare(name) in whole for name in names):
            continue
        met = _nearest(names[0], strange)
        place = (met.place if met is not None else _place(table)) or Place()
        quote = met.text.strip() if met is not None else ""
        at = replace(place, path=place.path or case.report.path, quote=quote)
        found.append(Misprint(names[0], quote, at))
    return found


@functools.lru_cache(maxsize=1024)
def _all_printed(labels: tuple[tuple[str, ...], ...], texts: tuple[str, ...]) -> bool:
    """Return whether every label stands in a cell of its own, as in most reports."""
    single = {_bare(text) for text in texts}
    return all(any(_bare(name) in single for name in names) for names in labels)


def _section_text(case: Case, number: int) -> str:
    section = case.report.section(number)
    lines = section.lines if section is not None else ()
    return "".join([_bare.__wrapped__(line.text) for line in lines])


def stands_unread(case: Case, number: int) -> bool:
    """Return whether most labels of a table stand under its heading: it is there, its cells are not."""
    if case.form is None:
        return False
    text = _section_text(case, number)
    labels = _all_labels(case.form.form, number, frozenset())
    standing = sum(any(_bare(name) in text for name in names) for names in labels)
    return standing * 2 > len(labels)


def _is_label(cell: PrintedCell) -> bool:
    return cell.cell is None and bool(_bare(cell.text))


@functools.lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return NOISE.sub("", ORDINAL.sub("", text.strip()))


@functools.lru_cache(maxsize=64)
def _all_labels(form: str, number: int, without: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(_labels(forms()[form], number, without))


@functools.cache
def _official(form: str, number: int) -> frozenset[str]:
    labels = _all_labels(form, number, frozenset())
    return frozenset(_bare(name) for names in labels for name in names)


def _labels(form: Form, number: int, without: frozenset[str]) -> list[tuple[str, ...]]:
    """Return every label of the table once, each with the other names the form allows."""
    if number == 2:
        rows = [r for block in form.table2.blocks for r in block.rows if r.key not in without]
        columns = [c.label for block in form.table2.blocks for c in block.columns]
        listed = [*((r.label, *r.aliases) for r in rows), *((c,) for c in columns)]
    elif number == 3:
        rows = [row for row in form.table3.rows if row.key not in without]
        heads = [c.label for c in form.table3.columns]
        listed = [*((r.label.split("（区分处理")[0],) for r in rows), *((c,) for c in heads)]
    else:
        heads = [c.label for c in form.table4.columns]
        listed = [
            *((g.label,) for g in form.table4.groups if g.key not in without),
            *((c,) for c in heads),
        ]
    return list(dict.fromkeys(listed))


def _nearest(label: str, printed: Iterable[PrintedCell]) -> PrintedCell | None:
    """Return the printed label that most resembles ``label``, when one does."""
    best, share = None, NEAR
    bare = _bare(label)
    for cell in printed:
        text = _bare(cell.text)
        if not text or abs(len(text) - len(bare)) > max(3, len(bare) // 2):
            continue
        # No two texts are more alike than the characters they share allow.
        common = sum([min(bare.count(one), text.count(one)) for one in set(bare)])
        if 2 * common <= share * (len(bare) + len(text)):
            continue
        ratio = SequenceMatcher(None, bare, text).ratio()
        if share < ratio < 1:
            best, share = cell, ratio
    return best


def _place(table: PrintedTable) -> Place | None:
    return next((cell.place for row in table.rows for cell in row if cell.place is not None), None)
