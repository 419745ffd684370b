"""Rules and normative documents in table 2 (规章、行政规范性文件): T2-02 to T2-04."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.bodies import BodyKind, BodyLevel, body_name
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.cells import row_name, table2_basis, table_cells
from gongkai.core.audit.evidence import (
    cell_places,
    finding,
    number,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable

DOCUMENTS = ("proactive.rules", "proactive.normative_documents")


@rule(code="T2-02", name="proactive.made_within_in_force", level=Level.WARNING, forms=("2021",))
def made_within_in_force(case: Case) -> Iterable[Answer]:
    """本年制发的件数，除当年又废止的以外，年末应当都现行有效。

    即：本年制发 - 本年废止 ≤ 现行有效。

    **错误示例**: 行政规范性文件：本年制发 37，本年废止 5，现行有效 8。

    **正确示例**: 行政规范性文件：本年制发 37，本年废止 5，现行有效 48。

    **依据**: 年度报告格式（2021）表二“本年制发件数”“本年废止件数”“现行有效件数”。
    """
    for row in DOCUMENTS:
        names = [f"{row}.made", f"{row}.abolished", f"{row}.in_force"]
        made, abolished, in_force = (case.report.value(name) for name in names)
        if made is None or in_force is None:
            yield NotAssessable("制发或者现行有效件数没有读出", row)
        elif made - (abolished or 0) > in_force:
            least = number(made - (abolished or 0))
            label = row_name(case, names[0])
            yield finding(
                "T2-02",
                f"表二“{label}”本年制发 {number(made)} 件、废止 {number(abolished or Decimal(0))} 件，"
                f"现行有效应不少于 {least} 件，填报为 {number(in_force)} 件。",
                message_en=f"{row}: {number(made)} made less {number(abolished or Decimal(0))} "
                f"abolished cannot leave {number(in_force)} in force.",
                subject=row,
                places=cell_places(case.report, names),
                expected=f"≥{least}",
                actual=number(in_force),
                basis=table2_basis(case, names[0]),
            )


@rule(code="T2-03", name="proactive.rule_making_power", level=Level.WARNING, forms=BOTH)
def rule_making_power(case: Case) -> Iterable[Answer]:
    """规章只能由国务院部门、省级政府、设区的市和自治州政府制定；县级以下单位“规章”一行应当为零。

    市级以上部门填报起草的规章只作提示；名称中看不出层级的（如单独的“某某市”，可能是县级市）不判断。

    **错误示例**: 某县人民政府的报告，规章 本年制发 1、现行有效 1。

    **正确示例**: 某县人民政府的报告，规章 本年制发 0、现行有效 0。

    **依据**: 《中华人民共和国立法法》第九十三条（2023 年修正）。
    """
    names = [c.name for c in table_cells(case, 2) if c.row == "proactive.rules"]
    given = [name for name in names if case.report.value(name)]
    if not given:
        if all(case.report.value(name) is None for name in names):
            yield NotAssessable("“规章”一行没有读出")
        return
    weight = _doubt(case)
    if weight is None:
        yield NotAssessable("从名称看不出单位的层级")
        return
    if weight is Level.NOTE and _may_make_rules(case):
        return
    told = "、".join(
        f"{c.column_label} {number(case.report.value(c.name) or Decimal(0))}"
        for c in table_cells(case, 2)
        if c.name in given
    )
    yield finding(
        "T2-03",
        f"表二“规章”填报{told}，{case.report.body}没有规章制定权，请核对是否应当填入“行政规范性文件”。",
        message_en="A body of this level cannot make government rules (规章).",
        subject="proactive.rules",
        places=cell_places(case.report, given),
        expected="0",
        actual=number(case.report.value(given[0]) or Decimal(0)),
        basis="《中华人民共和国立法法》第九十三条",
        level=weight,
    )


def _doubt(case: Case) -> Level | None:
    """Return how sure it is that the body cannot make rules; None when its name does not tell.

    Below a city with districts nobody can; above, only the government itself, and its departments
    may count what they drafted.
    """
    if case.report.body is None:
        return None
    name = body_name(case.report.body)
    if name.kind is BodyKind.TOWNSHIP or name.level is BodyLevel.COUNTY:
        return Level.WARNING
    if name.level is BodyLevel.UNKNOWN:
        return None
    alone = name.level is BodyLevel.CITY and name.kind is BodyKind.GOVERNMENT
    return None if alone else Level.NOTE


def _may_make_rules(case: Case) -> bool:
    return body_name(case.report.body or "").kind is BodyKind.GOVERNMENT


@rule(code="T2-04", name="proactive.published_within_total", level=Level.WARNING, forms=("2019",))
def published_within_total(case: Case) -> Iterable[Answer]:
    """2019 年格式中，本年新公开数量不应当大于对外公开总数量。

    **错误示例**: 规范性文件：本年新公开数量 38，对外公开总数量 23。

    **正确示例**: 规范性文件：本年新公开数量 38，对外公开总数量 223。

    **依据**: 年度报告格式（2019）表二“本年新公开数量”“对外公开总数量”。
    """
    for row in DOCUMENTS:
        names = [f"{row}.newly_published", f"{row}.total_published"]
        new, total = (case.report.value(name) for name in names)
        if new is None or total is None:
            yield NotAssessable("新公开数量或者公开总数量没有读出", row)
        elif new > total:
            yield finding(
                "T2-04",
                f"表二“{row_name(case, names[0])}”本年新公开数量 {number(new)} 大于对外公开总数量 {number(total)}，"
                f"相差 {number(new - total)}。",
                message_en=f"{row}: {number(new)} newly published exceeds {number(total)} in all.",
                subject=row,
                places=cell_places(case.report, names),
                expected=f"≤{number(total)}",
                actual=number(new),
                basis=table2_basis(case, names[0]),
            )
