"""Totals without parts, parts without totals, results without intake: T3-04 to T3-06."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.balances import Verdict, balances
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
    row_label,
)
from gongkai.core.audit.failing import (
    TOTAL,
    subject_of,
    table3_basis,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable

MOST_SHOWN = 8


@rule(code="T3-04", name="applications.blank_totals", level=Level.WARNING, forms=BOTH)
def blank_totals(case: Case) -> Iterable[Answer]:
    """表三各分项已经填写的，总计不应当留空。

    各行的“总计”列与“（七）总计”行合并为一条问题。

    **错误示例**: 本年新收：自然人 3，其余五列 0，总计空白。

    **正确示例**: 本年新收：自然人 3，其余五列 0，总计 3。

    **依据**: 年度报告格式表三“总计”列与“（七）总计”行。
    """
    sums = [*balances(case, "T3-02"), *balances(case, "T3-03")]
    left_blank = [b for b in sums if not b.is_full and b.right.blank and b.left.filled]
    if left_blank:
        names = list(dict.fromkeys(name for b in left_blank for name in b.right.blank))
        labels = "、".join(cell_label(case.report.form, name) for name in names[:MOST_SHOWN])
        more = f"等 {len(names)} 处" if len(names) > MOST_SHOWN else f"共 {len(names)} 处"
        yield finding(
            "T3-04",
            f"表三分项已填写而总计留空：{labels}，{more}。",
            message_en=f"Table 3: {len(names)} totals are left blank though their parts are given.",
            subject="totals",
            places=cell_places(case.report, names[:MOST_SHOWN]),
            expected="填写总计",
            actual=f"{len(names)} 处空白",
            basis=table3_basis(case),
        )
    elif not any(b.is_full or b.right.filled for b in sums):
        yield NotAssessable("表三的总计没有读出")


@rule(code="T3-05", name="applications.total_without_parts", level=Level.WARNING, forms=BOTH)
def total_without_parts(case: Case) -> Iterable[Answer]:
    """表三填写了总计的，各分项不应当全部留空。

    **错误示例**: （一）予以公开：六类申请人均空白，总计 2。

    **正确示例**: （一）予以公开：自然人 2，其余五列 0，总计 2。

    **依据**: 年度报告格式表三各列。
    """
    sums = balances(case, "T3-02")
    for balance in sums:
        if balance.is_full:
            continue
        if balance.right.filled and not balance.left.filled and not balance.left.unread:
            total = number(balance.right.total)
            yield finding(
                "T3-05",
                f"表三“{row_label(balance.sum.label)}”一行：总计栏为 {total}，六类申请人均为空白。",
                message_en=f"Table 3, row {subject_of(balance)}: the total is {total} "
                "while all six columns are blank.",
                subject=subject_of(balance),
                places=cell_places(case.report, balance.sum.right),
                expected="各类申请人分别填写",
                actual=f"仅总计 {total}",
                basis=table3_basis(case),
            )
    if not any(balance.is_full or balance.right.filled for balance in sums):
        yield NotAssessable("表三各行的总计没有读出")


@rule(code="T3-06", name="applications.results_without_intake", level=Level.ERROR, forms=BOTH)
def results_without_intake(case: Case) -> Iterable[Answer]:
    """没有新收申请、也没有上年结转的，不应当有办理结果。

    同时违反 T3-01 的，归于 T3-01。

    **错误示例**: 本年新收 0，上年结转 0，（一）予以公开 2。

    **正确示例**: 本年新收 2，上年结转 0，（一）予以公开 2。

    **依据**: 年度报告格式表三所印勾稽关系。
    """
    received, carried = f"applications.received.{TOTAL}", f"applications.carried_in.{TOTAL}"
    concluded = f"applications.concluded.{TOTAL}"
    came = [case.report.value(received), case.report.value(carried)]
    done = _results(case)
    if any(value is None for value in came) or not done:
        yield NotAssessable("新收、结转或者办理结果的总计没有读出")
        return
    most = max(done, key=lambda name: case.report.value(name) or Decimal(0))
    if any(came) or not case.report.value(most):
        return
    figure = number(case.report.value(most) or Decimal(0))
    failing = [b for b in balances(case, "T3-01") if subject_of(b) == TOTAL]
    follows = any(b.verdict is Verdict.FAILS for b in failing)
    yield finding(
        "T3-06",
        f"表三没有新收和上年结转的申请，{cell_label(case.report.form, most)}却为 {figure}。",
        message_en=f"Table 3: nothing was received or carried in, yet {most} is {figure}.",
        subject=concluded,
        places=cell_places(case.report, (received, carried, most)),
        expected="0",
        actual=figure,
        basis=table3_basis(case),
        caused_by=cause("T3-01", TOTAL) if follows else None,
    )


def _results(case: Case) -> list[str]:
    """Return the total cells of the results and of their sum that have a figure."""
    rows = case.form.table3.rows if case.form is not None else ()
    names = [f"{row.key}.{TOTAL}" for row in rows if row.role in ("outcome", "concluded")]
    return [name for name in names if case.report.value(name) is not None]
