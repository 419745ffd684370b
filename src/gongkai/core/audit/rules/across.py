"""Rules across tables and parts (表间): X, remedies and fees against applications."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import cell_places, contents, finding, line_place, number
from gongkai.core.audit.wording import section_sentences
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import AnnualReport

RECEIVED = "applications.received.total"
CARRIED_IN = "applications.carried_in.total"
REMEDIES = (
    "remedies.reconsideration.total",
    "remedies.direct_litigation.total",
    "remedies.litigation_after_reconsideration.total",
)
FEE = re.compile(
    r"(?:收取|收到|收缴|征收|共收|计收|收)[^,。；]{0,16}?(?:信息处理费|信息公开处理费|费用)[^,。；\d]{0,10}?(?P<a>\d[\d,.]*)(?:万)?元"
    r"|(?:信息处理费|信息公开处理费)[^。；\d]{0,16}?(?P<b>\d[\d,.]*)(?:万)?元"
)
NOT_COLLECTED = re.compile(r"未|没有|无|不收|免|标准|超过|以上部分|每")
ABOUT_FEES = re.compile(r"费")


def _came(report: AnnualReport) -> Decimal | None:
    """Return what was received and carried in; None when neither was read."""
    values = [report.value(RECEIVED), report.value(CARRIED_IN)]
    if values[0] is None:
        return None
    return sum((value for value in values if value is not None), Decimal(0))


@rule(
    code="X-01",
    name="across.remedies_without_applications",
    level=Level.NOTE,
    forms=BOTH,
    scope="years",
)
def remedies_without_applications(case: Case) -> Iterable[Answer]:
    """本年和上年都没有收到、结转申请，却有行政复议或者行政诉讼的，请核实。

    因主动公开引起的复议、诉讼也可能存在，因此只作提示；没有上年报告时只看本年。

    **错误示例**: 两年均未收到申请，行政复议总计 1 件。

    **正确示例**: 本年收到申请 2 件，未经复议直接起诉 1 件。

    **依据**: 年度报告格式表三、表四。
    """
    came = _came(case.report)
    values = [case.report.value(name) for name in REMEDIES]
    if came is None or all(value is None for value in values):
        yield NotAssessable("新收申请或者复议、诉讼的总计没有读出")
        return
    remedies = sum((value for value in values if value is not None), Decimal(0))
    if not remedies or came:
        return
    before = _came(case.previous) if case.previous is not None else None
    if before:
        return
    years = "本年和上年都" if before is not None else "本年"
    yield finding(
        "X-01",
        f"表三{years}没有申请，表四行政复议、行政诉讼合计 {number(remedies)} 件，请核实。",
        message_en="Remedies are reported though no application came in.",
        subject="remedies",
        places=cell_places(
            case.report, (RECEIVED, *(name for name in REMEDIES if case.report.value(name)))
        ),
        expected="0",
        actual=number(remedies),
        basis="年度报告格式表三、表四",
    )


@rule(code="X-02", name="across.fee_without_applications", level=Level.WARNING, forms=BOTH)
def fee_without_applications(case: Case) -> Iterable[Answer]:
    """没有收到申请的，不应当收取信息处理费。

    **错误示例**: 表三本年新收 0、上年结转 0，第六部分写“收取信息处理费 300 元”。

    **正确示例**: 表三本年新收 0、上年结转 0，第六部分写“未收取信息处理费”。

    **依据**: 《政府信息公开条例》第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    """
    came = _came(case.report)
    if came is None:
        yield NotAssessable("本年新收总计没有读出")
        return
    if case.report.section(6) is None:
        yield NotAssessable("没有读出第六部分")
        return
    if came:
        return
    for one in section_sentences(case, 6):
        met = FEE.search(one.text)
        amount = (met["a"] or met["b"]).strip(",.").replace(",", "") if met is not None else "0"
        if met is None or NOT_COLLECTED.search(one.text[: met.end()]) or not Decimal(amount):
            continue
        yield finding(
            "X-02",
            f"第六部分写“{met.group()}”，表三本年没有收到、也没有结转申请。",
            message_en="A fee is reported though no application came in.",
            subject="fee",
            places=[one.place(*met.span()), *cell_places(case.report, (RECEIVED, CARRIED_IN))],
            expected="0",
            actual=amount,
            basis="《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        )


@rule(code="X-03", name="across.fee_statement", level=Level.NOTE, forms=("2021",))
def fee_statement(case: Case) -> Iterable[Answer]:
    """第六部分应当写明收取信息处理费的情况，没有收取的也要写明。

    **错误示例**: 六、其他需要报告的事项：无。

    **正确示例**: 六、其他需要报告的事项：本年度未收取信息处理费。

    **依据**: 国办公开办函〔2021〕30号所附格式；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    """
    section = case.report.section(6)
    if section is None:
        yield NotAssessable("没有读出第六部分")
        return
    lines = contents(section)
    if any(ABOUT_FEES.search(line.text) for line in lines):
        return
    yield finding(
        "X-03",
        "第六部分没有写明收取信息处理费的情况，请核实。",
        message_en="Section six says nothing of information-processing fees.",
        subject="section6.fees",
        places=[line_place(case.report, (*lines, *section.lines)[0])] if section.lines else [],
        expected="写明是否收取信息处理费",
        actual=lines[0].text.strip()[:20] if lines else "空",
        basis="国办公开办函〔2021〕30号",
    )
