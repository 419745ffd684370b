"""Unusual shares of results (处理结果分布): T3-09."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
)
from gongkai.core.audit.failing import (
    TOTAL,
)
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.law.forms import Form


@rule(code="T3-09", name="applications.unusual_shares", level=Level.NOTE, forms=BOTH, on=False)
def unusual_shares(case: Case) -> Iterable[Answer]:
    """“不予处理”“其他处理”占办结总数八成以上，或者全部归于一种不予公开理由的，请核实。

    统计分布提示，仅在研究方案中运行；办结不足 10 件的不判断。

    **错误示例**: 办结 20 件，其中不予处理 18 件。

    **正确示例**: 办结 20 件，其中不予处理 3 件。

    **依据**: 《政府信息公开条例》第三十六条、第三十九条关于各类处理的适用情形。
    """
    concluded = case.report.value(f"applications.concluded.{TOTAL}")
    if concluded is None or case.form is None:
        yield NotAssessable("（七）总计没有读出")
        return
    if concluded < 10:
        yield NotApplicable("办结不足 10 件，不作分布判断")
        return
    for outcome in ("not_processed", "other"):
        rows = _rows_of(case.form, outcome)
        count = sum((case.report.value(name) or Decimal(0) for name in rows), Decimal(0))
        if count * 10 > concluded * 8:
            yield _share(case, case.form.table3.outcome_labels[outcome], rows, count, concluded)
    for name in _rows_of(case.form, "refused"):
        if case.report.value(name) == concluded:
            yield _share(case, cell_label(case.report.form, name), [name], concluded, concluded)


def _rows_of(form: Form, outcome: str) -> list[str]:
    return [f"{row.key}.{TOTAL}" for row in form.table3.rows if row.outcome == outcome]


def _share(case: Case, label: str, names: list[str], count: Decimal, whole: Decimal) -> Finding:
    share = number((count * 100 / whole).quantize(Decimal(1)))
    return finding(
        "T3-09",
        f"表三“{label}”{number(count)} 件，占办结 {number(whole)} 件的 {share}%，请核实。",
        message_en=f"Table 3: {label} is {share}% of everything concluded.",
        subject=names[0],
        places=cell_places(case.report, [n for n in names if case.report.value(n)]),
        expected="不超过 80%",
        actual=f"{share}%",
        basis="《政府信息公开条例》第三十六条、第三十九条",
    )
