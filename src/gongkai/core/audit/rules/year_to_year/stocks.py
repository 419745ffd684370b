"""What one year hands over to the next (结转、有效、项目、未审结): V-01 to V-04."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.beside import NO_PREVIOUS, both_places
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.cells import row_name
from gongkai.core.audit.evidence import (
    cell_place,
    finding,
    number,
)
from gongkai.core.audit.rules.table2.documents import DOCUMENTS
from gongkai.core.audit.rules.table2.services import SERVICES
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable

TOTAL = "total"


@rule(code="V-01", name="years.carried_over", level=Level.ERROR, forms=BOTH, scope="years")
def carried_over(case: Case) -> Iterable[Answer]:
    """上年报告的“四、结转下年度继续办理”应当等于本年报告的“二、上年结转”，七列逐列核对。

    只比较同一单位：办公室的报告不与全县的报告比较；单位合并、更名的由名称对照判断。

    **错误示例**: 2020 年结转下年度 11 件，2021 年上年结转 0 件。

    **正确示例**: 2020 年结转下年度 11 件，2021 年上年结转 11 件。

    **依据**: 年度报告格式表三“上年结转政府信息公开申请数量”“结转下年度继续办理”。
    """
    before = case.previous
    if before is None or case.form is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    columns = [column.key for column in case.form.table3.columns]
    first: str | None = None
    for column in sorted(columns, key=lambda key: key != TOTAL):
        here, there = f"applications.carried_in.{column}", f"applications.carried_out.{column}"
        now, then = case.report.value(here), before.value(there)
        if now is None or then is None:
            yield NotAssessable("上年结转或者结转下年度没有读出", column)
        elif now != then:
            label = next(c.label for c in case.form.table3.columns if c.key == column)
            yield finding(
                "V-01",
                f"{before.year} 年报告“结转下年度继续办理”{label}为 {number(then)}，"
                f"{case.report.year} 年报告“上年结转”{label}为 {number(now)}，相差 {number(abs(now - then))}。",
                message_en=f"Carried over in {before.year}: {number(then)}; "
                f"carried in {case.report.year}: {number(now)} ({column}).",
                subject=column,
                places=both_places(case, before, here, there),
                expected=number(then),
                actual=number(now),
                basis=case.form.table3.basis,
                caused_by=cause("V-01", first) if first is not None else None,
            )
            first = first or column


@rule(
    code="V-02",
    name="years.documents_in_force",
    level=Level.WARNING,
    forms=("2021",),
    scope="years",
)
def documents_in_force(case: Case) -> Iterable[Answer]:
    """现行有效件数应当等于上年现行有效加本年制发减本年废止。

    清理、到期失效、重新归类也会改变件数，因此作警告；两年都用 2021 年格式的才比较。

    **错误示例**: 上年现行有效 2，本年制发 3、废止 0，现行有效 7。

    **正确示例**: 上年现行有效 7，本年制发 1、废止 0，现行有效 8。

    **依据**: 年度报告格式（2021）表二“本年制发件数”“本年废止件数”“现行有效件数”。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式，件数口径不同")
        return
    for row in DOCUMENTS:
        names = [f"{row}.made", f"{row}.abolished", f"{row}.in_force"]
        made, abolished, in_force = (case.report.value(name) for name in names)
        stock = before.value(names[2])
        if made is None or abolished is None or in_force is None or stock is None:
            yield NotAssessable("制发、废止或者现行有效件数没有读出", row)
        elif stock + made - abolished != in_force:
            fits = number(stock + made - abolished)
            label = row_name(case, names[0])
            yield finding(
                "V-02",
                f"表二“{label}”上年现行有效 {number(stock)}，本年制发 {number(made)}、废止 {number(abolished)}，"
                f"年末应为 {fits}，填报为 {number(in_force)}，相差 {number(abs(in_force - Decimal(fits)))}。",
                message_en=f"{row}: {number(stock)} + {number(made)} - {number(abolished)} = {fits}, "
                f"printed {number(in_force)}.",
                subject=row,
                places=[
                    *(cell_place(case.report, n) for n in reversed(names)),
                    cell_place(before, names[2]),
                ],
                expected=fits,
                actual=number(in_force),
                basis="年度报告格式（2021）表二",
            )


@rule(
    code="V-03", name="years.items_last_year", level=Level.WARNING, forms=("2019",), scope="years"
)
def items_last_year(case: Case) -> Iterable[Answer]:
    """2019 年格式中，“上一年项目数量”应当等于上年报告的“上一年项目数量”加“本年增/减”。

    机构改革、事项清单重编会造成变化，因此作警告。

    **错误示例**: 上年报告：行政许可 279、减 3；本年报告：上一年项目数量 279。

    **正确示例**: 上年报告：行政许可 279、减 3；本年报告：上一年项目数量 276。

    **依据**: 年度报告格式（2019）表二“上一年项目数量”“本年增/减”。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式")
        return
    for row in SERVICES:
        here = f"{row}.items_last_year"
        now, then, change = (
            case.report.value(here),
            before.value(here),
            before.value(f"{row}.change"),
        )
        if now is None or then is None or change is None:
            yield NotAssessable("项目数量没有读出", row)
        elif now != then + change:
            yield finding(
                "V-03",
                f"表二“{row_name(case, here)}”上年报告为 {number(then)} 项、增减 {number(change)}，"
                f"本年“上一年项目数量”应为 {number(then + change)}，填报为 {number(now)}。",
                message_en=f"{row}: items last year should be {number(then + change)}.",
                subject=row,
                places=[
                    cell_place(case.report, here),
                    cell_place(before, here),
                    cell_place(before, f"{row}.change"),
                ],
                expected=number(then + change),
                actual=number(now),
                basis="年度报告格式（2019）表二",
            )


@rule(code="V-04", name="years.pending_remedies", level=Level.NOTE, forms=BOTH, scope="years")
def pending_remedies(case: Case) -> Iterable[Answer]:
    """上年尚未审结的复议、诉讼，本年应当有结果或者仍列为尚未审结；本年少于上年尚未审结的，请核实。

    **错误示例**: 上年行政复议尚未审结 3 件，本年行政复议总计 0 件。

    **正确示例**: 上年行政复议尚未审结 3 件，本年行政复议总计 5 件。

    **依据**: 年度报告格式表四“尚未审结”。
    """
    before = case.previous
    if before is None or case.form is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    for group in case.form.table4.groups:
        here, there = f"{group.key}.{TOTAL}", f"{group.key}.pending"
        now, then = case.report.value(here), before.value(there)
        if now is None or then is None:
            yield NotAssessable("复议、诉讼的总计或者尚未审结没有读出", group.key)
        elif now < then:
            yield finding(
                "V-04",
                f"表四“{group.label}”上年尚未审结 {number(then)} 件，本年总计 {number(now)} 件，"
                "请核实上年案件的结果是否计入。",
                message_en=f"{group.key}: {number(then)} pending last year, {number(now)} in all now.",
                subject=group.key,
                places=both_places(case, before, here, there),
                expected=f"≥{number(then)}",
                actual=number(now),
                basis=case.form.table4.basis,
            )
