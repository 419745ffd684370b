"""The sums the form states for table 3 (勾稽关系): T3-01 to T3-03."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.balances import Balance, Verdict, balances
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    cell_places,
    finding,
    number,
    row_label,
)
from gongkai.core.audit.failing import (
    TOTAL,
    cause_of,
    hint_of,
    if_zero,
    judge,
    subject_of,
    sum_places,
    table3_basis,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable


@rule(code="T3-01", name="applications.balance", level=Level.ERROR, forms=BOTH)
def balance_of_applications(case: Case) -> Iterable[Answer]:
    """表三每一列，“本年新收”加“上年结转”应当等于“本年度办理结果总计”加“结转下年度继续办理”。

    七列逐列核对。有空白的，按“空白为未知”和“空白为零”两种读法判断，两种都不成立才报错误。

    **错误示例**: 自然人一列，本年新收 2、上年结转 0，（七）总计 0、结转下年度 0。

    **正确示例**: 自然人一列，本年新收 29、上年结转 1，（七）总计 30、结转下年度 0。

    **依据**: 年度报告格式表三所印勾稽关系：第一项加第二项之和，等于第三项加第四项之和。
    """
    for met in judge(case, "T3-01"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        left, right = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-01",
            f"表三“{balance.sum.label}”一列：本年新收与上年结转之和为 {left}，办理结果总计与结转下年度之和为 {right}，"
            f"相差 {gap}{if_zero(level)}。",
            message_en=f"Table 3, column {subject_of(balance)}: received plus carried in is {left}, "
            f"concluded plus carried over is {right}.",
            subject=subject_of(balance),
            places=cell_places(case.report, (*balance.sum.left, *balance.sum.right)),
            expected=left,
            actual=right,
            basis=table3_basis(case),
            level=level,
            hint=hint_of(case, balance),
            caused_by=cause_of(case, balance) or _same_gap(case, balance),
        )


def _same_gap(case: Case, balance: Balance) -> str | None:
    """The total column follows from the one applicant column that is out by as much."""
    if subject_of(balance) != TOTAL:
        return None
    others = [
        other
        for other in balances(case, "T3-01")
        if other is not balance and other.verdict is Verdict.FAILS
    ]
    if len(others) == 1 and others[0].difference == balance.difference:
        return cause("T3-01", subject_of(others[0]))
    return None


@rule(code="T3-02", name="applications.row_total", level=Level.ERROR, forms=BOTH)
def row_total(case: Case) -> Iterable[Answer]:
    """表三每一行，自然人与五类法人或其他组织六列之和，应当等于该行“总计”。

    总计留空见 T3-04；只填总计、各列全空见 T3-05。

    **错误示例**: （一）予以公开：自然人 10，其余五列 0，总计 20。

    **正确示例**: （一）予以公开：自然人 10，其余五列 0，总计 10。

    **依据**: 年度报告格式表三“总计”列。
    """
    for met in judge(case, "T3-02"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        parts, total = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-02",
            f"表三“{row_label(balance.sum.label)}”一行：各类申请人之和为 {parts}，总计栏为 {total}，"
            f"相差 {gap}{if_zero(level)}。",
            message_en=f"Table 3, row {subject_of(balance)}: the six columns sum to {parts}, "
            f"the total is {total}.",
            subject=subject_of(balance),
            places=sum_places(case, balance),
            expected=parts,
            actual=total,
            basis=table3_basis(case),
            level=level,
            hint=hint_of(case, balance),
            caused_by=cause_of(case, balance),
        )


@rule(code="T3-03", name="applications.column_total", level=Level.ERROR, forms=BOTH)
def column_total(case: Case) -> Iterable[Answer]:
    """表三每一列，办理结果（一）至（六）各行之和，应当等于“（七）总计”。

    **错误示例**: 总计一列：予以公开 20、部分公开 3、不掌握相关信息 7，（七）总计 20。

    **正确示例**: 总计一列：予以公开 10、部分公开 3、不掌握相关信息 7，（七）总计 20。

    **依据**: 年度报告格式表三“（七）总计”行。
    """
    for met in judge(case, "T3-03"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        parts, total = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-03",
            f"表三“{balance.sum.label}”一列：办理结果（一）至（六）之和为 {parts}，（七）总计为 {total}，"
            f"相差 {gap}{if_zero(level)}。",
            message_en=f"Table 3, column {subject_of(balance)}: the results sum to {parts}, "
            f"the concluded total is {total}.",
            subject=subject_of(balance),
            places=sum_places(case, balance),
            expected=parts,
            actual=total,
            basis=table3_basis(case),
            level=level,
            hint=hint_of(case, balance),
            caused_by=cause_of(case, balance),
        )
