"""That none came and that all was answered, beside table 3 (没有与全部, P-03, P-04)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import cell_places, finding, number
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import basis, phrase
from gongkai.core.audit.rules.prose.measures import applications_in, is_of_year, owner
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.text.figures import Completion, Figure, Zero
from gongkai.core.text.subjects import Whose


@rule(code="P-03", name="prose.no_applications", level=Level.ERROR, forms=BOTH)
def no_applications(case: Case) -> Iterator[Answer]:
    """正文写没有收到政府信息公开申请的，表三本年新收应当为零。

    “未”“无”“没有”“零”只在直接否定申请时才作核对；“未能及时答复”“无超期答复”等不是没有申请。

    **错误示例**: 正文“本年度未收到政府信息公开申请”，表三本年新收总计 3。

    **正确示例**: 正文“本年度未收到政府信息公开申请”，表三本年新收总计 0。

    **依据**: 《政府信息公开条例》第五十条第（二）项；年度报告格式表三。
    """
    judged = False
    received = ledger.application(case, "received")
    for saying, said in _none_received(case):
        judged = True
        if any(value == 0 for value in received.figures) and not received.blank:
            continue
        if received.unread or received.blank:
            yield NotAssessable(f"{received.label}空白或未能读取，无法与正文核对", "正文·没有申请")
            continue
        value = received.figures[0]
        yield finding(
            "P-03",
            f"正文“{phrase(saying, said)}”，{received.label}为 {number(value)}，两处不一致，请核对。",
            message_en=f"The prose says that no application was received; the table has {number(value)}.",
            subject="正文·没有申请",
            places=(
                saying.place(case.report, said.start, said.end),
                *cell_places(case.report, received.cells),
            ),
            basis=basis(case),
            expected=number(value),
            actual="0",
            level=Level.NOTE if owner(case, saying, said) is Whose.UNSURE else None,
        )
    if not judged:
        yield NotApplicable("正文没有写未收到申请")


def _none_received(case: Case) -> Iterator[tuple[Saying, Zero]]:
    for saying in sayings(case):
        for said in saying.discourse.zeros:
            direct = said.noun == "application"
            short = said.noun == "request" and saying.topic == "application"
            own = (direct or short) and not saying.is_plan(said.start)
            own = own and owner(case, saying, said) is not Whose.OTHER
            if own and is_of_year(case, said.time):
                yield saying, said


@rule(code="P-04", name="prose.all_concluded", level=Level.WARNING, forms=BOTH)
def all_concluded(case: Case) -> Iterator[Answer]:
    """正文写申请全部答复、全部办结，或者答复率、办结率为100%的，表三不应当有结转下年度的申请。

    同一段写明结转下年度件数，或者写明办结件数且与表三一致的，不作提示。

    **错误示例**: 正文“收到申请34件，全部规范答复”，表三“四、结转下年度继续办理”总计 11。

    **正确示例**: 正文“收到申请34件，办结23件，其余11件结转下年度办理”。

    **依据**: 年度报告格式表三第四项。
    """
    judged = False
    left = ledger.application(case, "carried_out")
    for saying, said in _all_concluded(case):
        judged = True
        if left.unread or left.blank:
            yield NotAssessable(f"{left.label}空白或未能读取，无法与正文核对", "正文·全部办结")
        elif all(value > 0 for value in left.figures) and not _explains(case, saying):
            value = left.figures[0]
            yield finding(
                "P-04",
                f"正文“{saying.words(said.start, said.end)}”，{left.label}为 {number(value)}，请核对全部办结的说法。",
                message_en=f"The prose says that all was concluded; {number(value)} applications were carried over.",
                subject="正文·全部办结",
                places=(
                    saying.place(case.report, said.start, said.end),
                    *cell_places(case.report, left.cells),
                ),
                basis=basis(case),
                expected="0",
                actual=number(value),
            )
    if not judged:
        yield NotApplicable("正文没有写申请全部办结")


def _all_concluded(case: Case) -> Iterator[tuple[Saying, Figure | Completion]]:
    for saying in sayings(case):
        said: list[Figure | Completion] = [
            one for one in saying.discourse.completions if one.noun in ("application", "request")
        ]
        said += [figure for figure in saying.discourse.figures if _is_full_rate(figure)]
        for one in said[:1]:
            if saying.is_plan(one.start):
                continue
            if is_of_year(case, one.time) and owner(case, saying, one) is Whose.OWN:
                yield saying, one


def _is_full_rate(figure: Figure) -> bool:
    rate = figure.key("ratio") in ("conclude", "answer") and figure.quantity.value == 100
    return (
        rate and figure.quantity.percent and figure.context == "application" and not figure.planned
    )


def _explains(case: Case, saying: Saying) -> bool:
    """Return whether the saying itself tells that some applications are left for the next year."""
    if any(
        token in saying.text
        for token in ("到期", "应答复", "应办结", "正在办理", "结转下", "转下年", "跨年")
    ):
        return True
    concluded = ledger.application(case, "concluded")
    received = ledger.received_and_carried(case)
    for said in applications_in(case, saying):
        if said.measure in ("carried_out", "carried") and said.figure.quantity.value > 0:
            return True
        less = any(said.figure.quantity.value < value for value in received.figures)
        if said.measure == "concluded" and less and said.figure.quantity.value in concluded.figures:
            return True
    return False
