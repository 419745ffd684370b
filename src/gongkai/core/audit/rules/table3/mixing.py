"""Two forms in one report (格式混用): T3-07."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import (
    cell_places,
    finding,
    report_place,
)
from gongkai.core.kernel.findings import Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import CellState


@rule(code="T3-07", name="applications.mixed_forms", level=Level.ERROR, forms=ANY)
def mixed_forms(case: Case) -> Iterable[Answer]:
    """同一份报告的表格不应当混用两个年度的格式。

    2019 年格式的“（六）其他处理”只有一行，2021 年格式分为三行；表二的栏目也不相同。

    **错误示例**: 表二用 2021 年格式，表三“（六）其他处理”只有一行。

    **正确示例**: 2021 年及以后的报告，表二、表三、表四都用 2021 年格式。

    **依据**: 国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附格式。
    """
    report = case.report
    if report.form is None:
        yield NotAssessable("报告采用的格式未能判定")
    elif report.mixed_form:
        yield finding(
            "T3-07",
            "表二与表三分别采用了 2019 年和 2021 年两种格式，“（六）其他处理”的行数与栏目不相配。",
            message_en="The tables of this report mix the forms of 2019 and 2021.",
            subject="form",
            places=_form_places(case),
            expected="同一种格式",
            actual="两种格式混用",
            basis="国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
        )


def _form_places(case: Case) -> tuple[Place, ...]:
    other = [
        cell.name
        for cell in case.report.cells.values()
        if cell.name.startswith("applications.other") and cell.state is not CellState.ABSENT
    ]
    return cell_places(case.report, other[:1]) or (report_place(case.report),)
