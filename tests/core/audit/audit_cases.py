"""Reports for the examples of rules, built from the few facts an example names.

A specification (all keys optional)::

    body: 青禾县教育局          year: 2022          form: "2021"
    title: …                   path: …            mixed_form: true
    default: 0                 what every cell holds that is not named: a figure, blank, slash, absent
    rows: {applications.granted: [10, 0, 0, 0, 0, 0, 20]}
    cells: {proactive.rules.made: 1, applications.received.total: blank}
    raws: {proactive.procurement.amount: 251000元}
    restored: [applications.received.total]
    problems: {R-20: …}
    text: the whole report as printed, one paragraph a line; sections begin with 一、 to 六、
    without_tables: [4]        sections whose heading stands there with no table under it

In a text, ``[表二]``, ``[表三]`` and ``[表四]`` stand for the table; without a text a short sound
report is written around the cells.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from gongkai.core.audit.case import Case
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells, forms
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    PrintedCell,
    PrintedTable,
    Problem,
    Section,
)

BODY, YEAR = "青禾县教育局", 2022
NUMERALS = "一二三四五六"
HEADING = re.compile(r"^\s*([一二三四五六])[、.]\s*(\S.*)$")
TABLE = {"[表二]": 2, "[表三]": 3, "[表四]": 4}
KEYS = {
    "body", "year", "form", "title", "path", "mixed_form", "default", "rows", "cells", "raws",
    "restored", "problems", "text", "tables", "present",
}  # fmt: skip
SOUND = """{body}{year}年政府信息公开工作年度报告
一、总体情况
{year}年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。
（一）主动公开情况。及时公开本单位机构职能和工作动态。
（二）依申请公开情况。依法办理政府信息公开申请。
（三）政府信息管理情况。严格执行信息发布审核制度。
（四）政府信息公开平台建设情况。维护好网站专栏。
（五）监督保障情况。组织开展业务培训和考核。
二、主动公开政府信息情况
[表二]
三、收到和处理政府信息公开申请情况
[表三]
四、政府信息公开行政复议、行政诉讼情况
[表四]
五、存在的主要问题及改进情况
政策解读形式还不够丰富，下一步将采用图文、视频等多种形式开展解读。
六、其他需要报告的事项
本年度未收取信息处理费。
"""


def build_report(given: dict[str, Any] | None) -> AnnualReport:
    """Build one report from its specification; an unknown key is a mistake of the example."""
    facts = given or {}
    unknown = set(facts) - KEYS
    if unknown:
        raise KeyError(f"an example names {sorted(unknown)}; known are {sorted(KEYS)}")
    year = facts.get("year", YEAR)
    form = facts.get("form", "2021")
    body = facts.get("body", BODY)
    text = facts.get("text") or SOUND.format(body=body or "", year=year or "")
    path = facts.get("path", "report.txt")
    lines = _lines(text)
    sections, head = _sections(lines, form, facts.get("present", {}))
    return AnnualReport(
        path=path,
        body=body,
        year=year,
        form=form,
        title=facts.get("title", f"{body}{year}年政府信息公开工作年度报告"),
        mixed_form=facts.get("mixed_form", False),
        cells=_cells(facts, form, path) if form else {},
        sections=sections,
        tables=tuple(_table(number, rows) for number, rows in facts.get("tables", {}).items()),
        head=head,
        lines=lines,
        problems=tuple(Problem(code, told) for code, told in facts.get("problems", {}).items()),
    )


def build_case(given: dict[str, Any] | None) -> Case:
    """Build a case: the report's own keys, and previous, twins, children, neighbours, roster."""
    facts = dict(given or {})
    beside = {
        name: tuple(build_report(one) for one in facts.pop(name, ()))
        for name in ("twins", "children", "neighbours")
    }
    previous = facts.pop("previous", None)
    roster = tuple(facts.pop("roster", ()))
    settings = facts.pop("settings", {})
    report = build_report(facts)
    return Case(
        report=report,
        form=forms().get(report.form) if report.form else None,
        previous=build_report(previous) if previous is not None else None,
        roster=roster,
        settings=settings,
        **beside,
    )


def _lines(text: str) -> tuple[Line, ...]:
    found = []
    for number, line in enumerate(text.rstrip("\n").split("\n"), start=1):
        found.append(Line(line, number, in_table=line.strip() in TABLE))
    return tuple(found)


def _sections(
    lines: tuple[Line, ...], form: str | None, present: dict[int, bool]
) -> tuple[tuple[Section, ...], tuple[Line, ...]]:
    starts: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        met = HEADING.match(line.text)
        if met:
            starts.append((NUMERALS.index(met.group(1)) + 1, index, line.text.strip()))
    found = {}
    for (number, begin, printed), after in zip(
        starts, [*starts, (0, len(lines), "")][1:], strict=True
    ):
        inside = lines[begin + 1 : after[1]]
        found.setdefault(
            number,
            Section(
                number,
                "",
                present.get(number, True),
                printed,
                lines[begin].number,
                lines[after[1] - 1].number,
                inside,
            ),
        )
    official = forms()[form or "2021"].sections
    titled = []
    for one in official:
        met_section = found.get(one.number)
        if met_section is None:
            titled.append(Section(one.number, one.title, present.get(one.number, False)))
            continue
        s = met_section
        titled.append(
            Section(s.number, one.title, s.present, s.printed, s.start_line, s.end_line, s.lines)
        )
    # Sections keep the order in which they are printed, as the reader gives them.
    order = {number: position for position, (number, _, _) in enumerate(starts)}
    titled.sort(key=lambda s: (order.get(s.number, s.number), s.number))
    head = lines[: starts[0][1]] if starts else lines
    return tuple(titled), head


def _cells(facts: dict[str, Any], form: str, path: str) -> dict[str, Cell]:
    named = dict(facts.get("cells", {}))
    for row, values in facts.get("rows", {}).items():
        keys = [name for name, cell in cells(form).items() if cell.row == row]
        if len(keys) != len(values):
            raise KeyError(f"{row}: the form has {len(keys)} cells, the example {len(values)}")
        named.update(zip(keys, values, strict=True))
    unknown = set(named) - set(cells(form))
    if unknown:
        raise KeyError(f"form {form} has no cells {sorted(unknown)}")
    raws, restored = facts.get("raws", {}), facts.get("restored", ())
    default = facts.get("default", 0)
    return {
        name: _cell(name, named.get(name, default), raws.get(name), name in restored, path)
        for name in cells(form)
    }


def _cell(name: str, given: Any, raw: str | None, restored: bool, path: str) -> Cell:
    place = Place(path=path)
    if isinstance(given, str) and given in {state.value for state in CellState}:
        return Cell(name, CellState(given), None, raw or "", place, restored)
    return Cell(
        name, CellState.VALUE, Decimal(str(given)), raw or str(given), place, restored,
        confidence=0.9 if restored else 1.0,
    )  # fmt: skip


def _table(number: int, rows: list[list[str]]) -> PrintedTable:
    return PrintedTable(int(number), tuple(tuple(PrintedCell(t) for t in row) for row in rows))
