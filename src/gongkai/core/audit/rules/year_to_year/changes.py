"""Too much change and none at all (突变、未更新): V-05, V-06."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gongkai.core.audit.beside import NO_PREVIOUS, both_places
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.cells import nothing_read, table_cells
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
    cell_label,
    finding,
    number,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.reporting.report import AnnualReport

TOTAL = "total"
# What counts as the same fact twice by chance: the figures carry less than this many decimal digits.
CHANCE_DIGITS = 1.5
UNIT_RATIO = (Decimal(6000), Decimal(16000))
CHANGES = ("proactive.licences", "proactive.penalties", "proactive.coercive_measures")


@rule(code="V-05", name="years.jumps", level=Level.NOTE, forms=BOTH, scope="years")
def jumps(case: Case) -> Iterable[Answer]:
    """许可、处罚、强制、收费与上年相差十倍以上，或者由有到无、由无到有的，请核实。

    收费金额相差约一万倍的，很可能是元与万元混用，作警告。不足 10 的数不判断。

    **错误示例**: 收费金额上年 653.3 万元，本年 6210000 万元。

    **正确示例**: 行政许可上年 2983 件，本年 3105 件。

    **依据**: 年度报告格式表二各栏目的计量单位。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    names = [f"{row}.decisions" for row in CHANGES]
    if case.report.form == before.form == "2021":
        names.append("proactive.administrative_fees.amount")
    judged = False
    for name in names:
        now, then = case.report.value(name), before.value(name)
        if now is None or then is None:
            continue
        judged = True
        met = _jump(name, now, then)
        if met is None:
            continue
        told, level = met
        yield finding(
            "V-05",
            f"{cell_label(case.report.form, name)}上年为 {number(then)}，本年为 {number(now)}，{told}。",
            message_en=f"{name}: {number(then)} last year, {number(now)} this year.",
            subject=name,
            places=both_places(case, before, name, name),
            expected=number(then),
            actual=number(now),
            basis="年度报告格式表二",
            level=level,
        )
    if not judged:
        yield NotAssessable("许可、处罚、强制、收费没有读出")


def _jump(name: str, now: Decimal, then: Decimal) -> tuple[str, Level] | None:
    small, large = sorted((now, then))
    if large < 10:
        return None
    if small <= 0:
        return "由零变为不为零或者相反，请核实", Level.NOTE
    ratio = large / small
    if name.endswith(".amount") and UNIT_RATIO[0] <= ratio <= UNIT_RATIO[1]:
        return "相差约一万倍，可能是元与万元混用", Level.WARNING
    return ("相差十倍以上，请核实", Level.NOTE) if ratio > 10 else None


@rule(code="V-06", name="years.identical_table", level=Level.WARNING, forms=BOTH, scope="years")
def identical_table(case: Case) -> Iterable[Answer]:
    """整张表与上年完全相同，并且不是全为零的，很可能没有更新。

    只看当年发生的数量；数字少而小、可能巧合的不判断。

    **错误示例**: 表二行政许可 2983、行政处罚 231、收费 653.3 万元，与上年逐格相同。

    **正确示例**: 表二各项与上年不同，或者两年均为零。

    **依据**: 《政府信息公开条例》第五十条（报告当年情况）。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式")
        return
    for table, words in TABLE_WORDS.items():
        listed = [c.name for c in table_cells(case, table)]
        if nothing_read(case, table):
            yield NotAssessable(f"{words}没有读出", f"table{table}")
        elif _same(case.report, before, listed) and _digits(case, table) > CHANCE_DIGITS:
            filled = [name for name in listed if case.report.value(name)]
            yield finding(
                "V-06",
                f"{words}与 {before.year} 年报告逐格相同，其中 {len(filled)} 个单元格不为零，请核对是否已更新。",
                message_en=f"Table {table} is identical to last year's, with {len(filled)} non-zero cells.",
                subject=f"table{table}",
                places=both_places(case, before, filled[0], filled[0]),
                expected=f"{case.report.year}年数据",
                actual=f"与{before.year}年相同",
                basis="《政府信息公开条例》第五十条",
            )


def _same(report: AnnualReport, before: AnnualReport, names: Sequence[str]) -> bool:
    """Return whether all the cells hold the same figures, looking no further than the first other."""
    return all(report.value(name) == before.value(name) for name in names)


def _digits(case: Case, table: int) -> float:
    """Return how many decimal digits of fact the table holds: stocks and totals repeat, they do not count."""
    rows = (
        {f"{r.key}" for r in case.form.table3.rows if r.role == "outcome"} if case.form else set()
    )
    total = 0.0
    for cell in table_cells(case, table):
        value = case.report.value(cell.name)
        if not value or cell.column in ("in_force", "total_published", "items_last_year", TOTAL):
            continue
        if table != 3 or cell.row in rows:
            total += math.log10(1 + abs(float(value)))
    return total
