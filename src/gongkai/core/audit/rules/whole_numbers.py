"""Rules on what a cell may hold (数量为整数): T2-01, T3-10, T4-05."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.cells import nothing_read, table2_basis, table_cells
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
)
from gongkai.core.audit.overview import overview
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable


@rule(code="T2-01", name="proactive.whole_numbers", level=Level.ERROR, forms=BOTH)
def whole_numbers(case: Case) -> Iterable[Answer]:
    """表二各项数量应当是不小于零的整数；收费金额、采购金额可以有小数；“本年增/减”可以为负。

    **错误示例**: 行政处罚 本年处理决定数量 -3；行政许可 12.5 件。

    **正确示例**: 行政处罚 本年处理决定数量 3；行政事业性收费 653.3 万元；本年增/减 减3。

    **依据**: 年度报告格式表二各栏目的计量单位。
    """
    yield from _impossible_figures(case, 2, "T2-01", table2_basis(case))


@rule(code="T3-10", name="applications.whole_numbers", level=Level.ERROR, forms=BOTH)
def whole_applications(case: Case) -> Iterable[Answer]:
    """表三各项应当是不小于零的整数。

    **错误示例**: 本年新收 自然人 2.5。

    **正确示例**: 本年新收 自然人 2。

    **依据**: 年度报告格式表三各栏目均以件计。
    """
    yield from _impossible_figures(
        case, 3, "T3-10", case.form.table3.basis if case.form is not None else "年度报告格式表三"
    )


@rule(code="T4-05", name="remedies.whole_numbers", level=Level.ERROR, forms=BOTH)
def whole_remedies(case: Case) -> Iterable[Answer]:
    """表四各项应当是不小于零的整数。

    **错误示例**: 行政复议 结果维持 1.5。

    **正确示例**: 行政复议 结果维持 1。

    **依据**: 年度报告格式表四各栏目均以件计。
    """
    yield from _impossible_figures(
        case, 4, "T4-05", case.form.table4.basis if case.form is not None else "年度报告格式表四"
    )


def _impossible_figures(case: Case, table: int, code: str, rests_on: str) -> Iterator[Answer]:
    """Yield the cells of a table that hold a negative figure or a part of a whole."""
    if nothing_read(case, table):
        yield NotAssessable("该表没有读出数字")
        return
    odd = overview(case).odd
    for cell in table_cells(case, table) if odd else ():
        value = case.report.value(cell.name)
        if not value or cell.name not in odd:
            continue
        negative = value < 0 and not cell.signed
        broken = value != value.to_integral_value() and not cell.decimals
        if not negative and not broken:
            continue
        label = cell_label(case.report.form, cell.name)
        wrong = "小于零" if negative else "不是整数"
        yield finding(
            code,
            f"{label}为 {number(value)}，{wrong}。",
            message_en=f"{cell.name} is {number(value)}: it should be a whole number of 0 or more.",
            subject=cell.name,
            places=cell_places(case.report, [cell.name]),
            expected="不小于零的整数" if not cell.decimals else "不小于零",
            actual=number(value),
            basis=rests_on,
        )
