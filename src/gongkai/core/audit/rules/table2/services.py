"""Items and decisions in table 2 of the older form (项目与处理决定): T2-05, T2-06."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.case import Case, rule
from gongkai.core.audit.cells import row_name, table2_basis
from gongkai.core.audit.evidence import (
    cell_places,
    finding,
    number,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable

SERVICES = (
    "proactive.licences",
    "proactive.other_services",
    "proactive.penalties",
    "proactive.coercive_measures",
    "proactive.administrative_fees",
)


@rule(code="T2-05", name="proactive.change_within_stock", level=Level.ERROR, forms=("2019",))
def change_within_stock(case: Case) -> Iterable[Answer]:
    """2019 年格式中，上一年项目数量加本年增减不应当小于零。

    **错误示例**: 行政许可：上一年项目数量 2，本年增/减 减3。

    **正确示例**: 行政许可：上一年项目数量 279，本年增/减 减3。

    **依据**: 年度报告格式（2019）表二“上一年项目数量”“本年增/减”。
    """
    for row in SERVICES:
        names = [f"{row}.items_last_year", f"{row}.change"]
        before, change = (case.report.value(name) for name in names)
        if before is None or change is None:
            yield NotAssessable("上一年项目数量或者本年增减没有读出", row)
        elif before + change < 0:
            yield finding(
                "T2-05",
                f"表二“{row_name(case, names[0])}”上一年项目数量 {number(before)}，本年减 {number(-change)}，"
                f"结果为 {number(before + change)}，小于零。",
                message_en=f"{row}: {number(before)} items less {number(-change)} is below 0.",
                subject=row,
                places=cell_places(case.report, names),
                expected="≥0",
                actual=number(before + change),
                basis=table2_basis(case, names[0]),
            )


@rule(code="T2-06", name="proactive.decisions_are_not_items", level=Level.NOTE, forms=("2019",))
def decisions_are_not_items(case: Case) -> Iterable[Answer]:
    """2019 年格式中，“处理决定数量”是全年作出决定的件数，不是项目数量之和。

    恰好等于上一年项目数量加本年增减的，请核实是否填错栏目。

    **错误示例**: 行政许可：上一年项目数量 279，本年增/减 减3，处理决定数量 276。

    **正确示例**: 行政许可：上一年项目数量 279，本年增/减 减3，处理决定数量 39570。

    **依据**: 年度报告格式（2019）表二“处理决定数量”。
    """
    for row in SERVICES[:-1]:
        names = [f"{row}.items_last_year", f"{row}.change", f"{row}.decisions"]
        before, change, decisions = (case.report.value(name) for name in names)
        if before is None or change is None or decisions is None:
            yield NotAssessable("有单元格没有读出", row)
        elif decisions > 1 and decisions == before + change:
            yield finding(
                "T2-06",
                f"表二“{row_name(case, names[0])}”处理决定数量 {number(decisions)} 恰好等于上一年项目数量与本年增减之和，"
                "请核实是否填了项目数量。",
                message_en=f"{row}: the number of decisions equals the number of items.",
                subject=row,
                places=cell_places(case.report, names),
                expected="全年处理决定件数",
                actual=number(decisions),
                basis=table2_basis(case, names[2]),
            )
