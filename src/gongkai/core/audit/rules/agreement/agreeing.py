"""Y-03, the rule itself (年份与单位前后一致)."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.rules.agreement.bodies import body_findings
from gongkai.core.audit.rules.agreement.years import year_findings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable


@rule(code="Y-03", name="dates.year_and_body_agree", level=Level.WARNING, forms=ANY)
def year_and_body_agree(case: Case) -> Iterable[Answer]:
    """标题、文件名、开头、正文、落款写的年份和单位应当一致。

    落款用简称、由办公室代章的不算不一致；引用上级文件、书名号和引号内的文字不看。

    **错误示例**: 某县的报告写“结合我市实际”；标题为 2021 年，开头写“现公布 2020 年政府信息公开工作年度报告”。

    **正确示例**: 某县的报告写“结合我县实际”；标题、开头、统计期限都是 2021 年。

    **依据**: 《政府信息公开条例》第四十九条、第五十条。
    """
    if case.report.year is None and case.report.body is None:
        yield NotAssessable("没有读出报告的年度和单位")
        return
    if case.report.year is not None:
        yield from year_findings(case, case.report.year)
    if case.report.body is not None:
        yield from body_findings(case, case.report.body)
