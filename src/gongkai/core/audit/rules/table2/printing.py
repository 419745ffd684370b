"""How the tables are printed (栏目名称、留空): T2-09, T2-10."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.balances import balances
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.cells import is_empty, table_cells
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
)
from gongkai.core.audit.labels import Misprint, misprints
from gongkai.core.audit.overview import overview
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotAssessable

MOST_SHOWN = 8
SUMS = ("T3-01", "T3-02", "T3-03", "T4-01")


@rule(code="T2-09", name="tables.official_labels", level=Level.NOTE, forms=BOTH)
def official_labels(case: Case) -> Iterable[Answer]:
    """表格的栏目名称应当与格式一致，不缺、不改、不错字。

    逐表列出与格式不同的栏目。副本损坏（断行、缺字）与原文错字有时难以区分，因此只作提示。

    **错误示例**: 表二栏目印作“本年度止件数”。

    **正确示例**: 表二栏目印作“本年废止件数”。

    **依据**: 国办公开办函〔2021〕30号所附格式的栏目名称。
    """
    if not case.report.tables:
        yield NotAssessable("没有按原样读出的表格")
        return
    for table in sorted({one.number for one in case.report.tables}):
        met = misprints(case, table)
        if met:
            yield _labels(case, table, met)


def _labels(case: Case, table: int, met: list[Misprint]) -> Finding:
    told = "；".join(
        f"“{one.label}”印作“{one.printed}”" if one.printed else f"没有“{one.label}”"
        for one in met[:MOST_SHOWN]
    )
    more = f"等 {len(met)} 处" if len(met) > MOST_SHOWN else ""
    words = {2: "表二", 3: "表三", 4: "表四"}
    return finding(
        "T2-09",
        f"{words[table]}的栏目名称与格式不一致：{told}{more}，请核实。",
        message_en=f"Table {table}: {len(met)} labels differ from the form.",
        subject=f"table{table}",
        places=[one.place for one in met[:MOST_SHOWN]],
        expected=met[0].label,
        actual=met[0].printed or "缺",
        basis=case.form.notice_number if case.form is not None else "年度报告格式",
    )


@rule(code="T2-10", name="tables.blank_for_zero", level=Level.WARNING, forms=BOTH)
def blank_for_zero(case: Case) -> Iterable[Answer]:
    """没有发生的事项应当填 0，不应当留空或者填“/”“-”。每张表合并为一条问题。

    表二与 0 混用、并且表三或者表四有勾稽关系不成立的作警告；表格各处都相符的，或者全篇没有一个 0、一律以空白
    代替的，多半只是写法，与表三、表四一样只作提示。总计留空见 T3-04，整组留空见 T4-02。

    **错误示例**: 行政强制 本年处理决定数量 “/”。

    **正确示例**: 行政强制 本年处理决定数量 0。

    **依据**: 年度报告格式表二、表三、表四各栏目均为数量。
    """
    held = overview(case)
    if held.all_absent:
        yield NotAssessable("没有读出表格")
        return
    doubtful = 0 in held.counts.values() and any(
        balance.is_out for code in SUMS for balance in balances(case, code)
    )
    for table in (2, 3, 4) if held.empty else ():
        level = Level.WARNING if table == 2 and doubtful else Level.NOTE
        empty = [c.name for c in table_cells(case, table) if c.name in held.empty]
        said = _said_elsewhere(case, table) if empty else set()
        empty = [name for name in empty if name not in said]
        if not empty:
            continue
        words = {2: "表二", 3: "表三", 4: "表四"}[table]
        labels = "、".join(cell_label(case.report.form, n) for n in empty[:MOST_SHOWN])
        yield finding(
            "T2-10",
            f"{words}有 {len(empty)} 个单元格留空或者填斜线、横线：{labels}"
            f"{'等' if len(empty) > MOST_SHOWN else ''}；没有发生的应当填 0。",
            message_en=f"Table {table}: {len(empty)} cells are blank or struck where 0 is meant.",
            subject=f"table{table}",
            places=cell_places(case.report, empty[:MOST_SHOWN]),
            expected="0",
            actual=f"{len(empty)} 处空白",
            basis=f"年度报告格式（{case.report.form}）{words}",
            level=level,
        )


def _said_elsewhere(case: Case, table: int) -> set[str]:
    """Return the blanks that T3-04, T3-05 and T4-02 report: totals, whole rows, whole groups."""
    if table == 3:
        both = (*balances(case, "T3-02"), *balances(case, "T3-03"))
        sums = [b for b in both if not b.is_full]
        totals = {name for b in sums if b.left.filled for name in b.right.blank}
        rows = {name for b in sums if b.right.filled and not b.left.filled for name in b.left.blank}
        return totals | rows
    if table == 4:
        groups = [(*b.sum.left, *b.sum.right) for b in balances(case, "T4-01")]
        blank = [names for names in groups if all(is_empty(case, name) for name in names)]
        return {name for names in blank for name in names} if len(blank) < len(groups) else set()
    return set()
