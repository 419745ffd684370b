"""Rules over table 4 (政府信息公开行政复议、行政诉讼情况): T4."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.balances import Verdict, balances
from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.cells import table_cells
from gongkai.core.audit.evidence import cell_places, finding, line_place, number, prose
from gongkai.core.audit.overview import EMPTY
from gongkai.core.kernel.findings import Level, Place
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.reporting.report import AnnualReport

CO_DEFENDANT = re.compile(r"共同被告")
REVIEW = "remedies.reconsideration.total"
AFTER = "remedies.litigation_after_reconsideration.total"


def basis(case: Case) -> str:
    """Return what table 4 rests on in the report's form."""
    return case.form.table4.basis if case.form is not None else "年度报告格式表四"


@rule(code="T4-01", name="remedies.group_total", level=Level.ERROR, forms=BOTH)
def group_total(case: Case) -> Iterable[Answer]:
    """表四行政复议、未经复议直接起诉、复议后起诉三组，四种结果之和应当等于各组总计。

    **错误示例**: 行政复议：结果维持 2、结果纠正 1、其他结果 0、尚未审结 0，总计 2。

    **正确示例**: 行政复议：结果维持 2、结果纠正 1、其他结果 0、尚未审结 0，总计 3。

    **依据**: 年度报告格式表四“总计”列。
    """
    for balance in balances(case, "T4-01"):
        key = balance.sum.right[0].rpartition(".")[0]
        label = balance.sum.label
        if balance.verdict is Verdict.HOLDS:
            continue
        if balance.verdict not in (Verdict.FAILS, Verdict.DOUBTFUL):
            yield NotAssessable(f"表四“{label}”有空白或者没有读出", key)
            continue
        parts, total = number(balance.left.total), number(balance.right.total)
        told = f"总计栏为 {total}" if balance.right.filled else "总计栏空白"
        sure = balance.verdict is Verdict.FAILS
        yield finding(
            "T4-01",
            f"表四“{label}”四种结果之和为 {parts}，{told}，相差 {number(abs(balance.difference))}"
            f"{'' if sure else '（空白按 0 计）'}。",
            message_en=f"Table 4, {key}: the four results sum to {parts}, the total is {total}.",
            subject=key,
            places=cell_places(case.report, (*balance.sum.right, *balance.sum.left)),
            expected=parts,
            actual=total,
            basis=basis(case),
            level=Level.ERROR if sure else Level.WARNING,
        )


@rule(code="T4-02", name="remedies.blank_group", level=Level.WARNING, forms=BOTH)
def blank_group(case: Case) -> Iterable[Answer]:
    """表四不应当一组填写而另一组全部留空；没有发生的应当填 0。各组合并为一条问题。

    **错误示例**: 行政复议五格空白，未经复议直接起诉填 1、0、0、0、1。

    **正确示例**: 行政复议填 0、0、0、0、0，未经复议直接起诉填 1、0、0、0、1。

    **依据**: 年度报告格式表四。
    """
    report = case.report
    blank, filled = [], []
    for group in case.form.table4.groups if case.form is not None else ():
        names = [c.name for c in table_cells(case, 4) if c.row == group.key]
        if all(report.cells[name].state in EMPTY for name in names if name in report.cells):
            blank.append((group.label, names))
        elif any(report.value(name) is not None for name in names):
            filled.append(group.label)
    if not filled:
        yield NotAssessable("表四没有读出数字")
    elif blank:
        labels = "”“".join(label for label, _ in blank)
        yield finding(
            "T4-02",
            f"表四“{labels}”五格均为空白，“{'”“'.join(filled)}”已填写；没有发生的应当填 0。",
            message_en="Table 4: a whole group is blank beside filled ones.",
            subject="groups",
            places=cell_places(report, [name for _, names in blank for name in names]),
            expected="0",
            actual="空白",
            basis=basis(case),
        )


@rule(
    code="T4-03", name="remedies.suit_without_review", level=Level.NOTE, forms=BOTH, scope="years"
)
def suit_without_review(case: Case) -> Iterable[Answer]:
    """有“复议后起诉”而本年和上年都没有行政复议的，请核实。

    复议可能发生在更早的年度，因此只作提示；没有上年报告时只看本年。

    **错误示例**: 复议后起诉 2 件，本年和上年行政复议均为 0 件。

    **正确示例**: 复议后起诉 2 件，上年行政复议 3 件。

    **依据**: 年度报告格式表四“复议后起诉”。
    """
    suits, reviews = case.report.value(AFTER), case.report.value(REVIEW)
    if suits is None or reviews is None:
        yield NotAssessable("复议后起诉或者行政复议的总计没有读出")
        return
    if not suits or reviews:
        return
    before = case.previous.value(REVIEW) if case.previous is not None else None
    if not before:
        years = "本年和上年“行政复议”均" if before is not None else "本年“行政复议”"
        yield finding(
            "T4-03",
            f"表四“复议后起诉”为 {number(suits)} 件，{years}为 0 件，请核实。",
            message_en="Suits after reconsideration, but no reconsideration.",
            subject=AFTER,
            places=(*cell_places(case.report, (AFTER, REVIEW)), *_before(case.previous)),
            expected="0",
            actual=number(suits),
            basis=basis(case),
        )


def _before(report: AnnualReport | None) -> tuple[Place, ...]:
    return cell_places(report, (REVIEW,)) if report is not None else ()


@rule(code="T4-04", name="remedies.co_defendant", level=Level.NOTE, forms=ANY)
def co_defendant(case: Case) -> Iterable[Answer]:
    """复议机关作共同被告的案件，由原行为机关统计，复议机关不计入表四。

    文中提到“共同被告”而表四有诉讼数字的，提示核对是否重复统计。

    **错误示例**: 文中称作为共同被告应诉 2 件，表四复议后起诉填 2。

    **正确示例**: 文中没有提到共同被告案件，或者表四未计入这类案件。

    **依据**: 国务院办公厅关于统计口径的解释（〔2016〕201号）。
    """
    met = [(line, m) for line in prose(case) if (m := CO_DEFENDANT.search(line.text))]
    if not met:
        yield NotApplicable("文中没有提到共同被告案件")
        return
    names = ("remedies.direct_litigation.total", AFTER)
    values = [case.report.value(name) for name in names]
    if all(value is None for value in values):
        yield NotAssessable("表四的诉讼总计没有读出")
    elif any(values):
        line, span = met[0]
        told = number(sum((value for value in values if value is not None), Decimal(0)))
        yield finding(
            "T4-04",
            f"文中提到共同被告案件，表四填报行政诉讼 {told} 件；这类案件由原行为机关统计，请核实没有计入。",
            message_en="Co-defendant cases are counted by the original body only.",
            subject="co_defendant",
            places=(line_place(case.report, line, *span.span()), *cell_places(case.report, names)),
            expected="不含共同被告案件",
            actual=told,
            basis="国务院办公厅关于统计口径的解释（〔2016〕201号）",
        )
