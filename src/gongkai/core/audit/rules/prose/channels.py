"""The channels applications came by (申请渠道, P-09): they sum to the applications."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import basis
from gongkai.core.audit.rules.prose.measures import Said, applications
from gongkai.core.audit.rules.prose.runs import Run, runs
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable


@rule(code="P-09", name="prose.channels", level=Level.ERROR, forms=ANY)
def channels(case: Case) -> Iterator[Answer]:
    """正文分渠道列出的申请件数（网上、信函、当面等）相加，应当等于申请总数。

    总数可以是正文所写的件数，也可以是表三的新收、新收与上年结转之和、办理结果总计，有一种相符即可。写“主要”“等”的，
    只要求不超过总数。

    **错误示例**: 正文“受理申请6件，其中网络申请2件、信函申请3件”。

    **正确示例**: 正文“受理申请6件，其中网络申请2件、信函申请4件”。

    **依据**: 《政府信息公开条例》第二十九条；数字前后一致。
    """
    judged = False
    for run in runs(applications(case), _is_channel, extra=_is_other):
        judged = True
        if len(run.parts) < 2 or not run.is_exact:
            continue
        bases = _bases(case, run)
        if not bases or run.fits(bases):
            continue
        yield _finding(case, run)
    if not judged:
        yield NotApplicable("正文没有分渠道写申请件数")


def _is_channel(said: Said) -> bool:
    return said.measure.startswith("channel:")


def _is_other(said: Said) -> bool:
    return said.measure == "detail:other_any"


def _bases(case: Case, run: Run) -> list[ledger.Known]:
    listed = [ledger.application(case, "received"), ledger.received_and_carried(case)]
    if not run.totals or run.totals[-1].measure in ("concluded", "handled"):
        listed.append(ledger.application(case, "concluded"))
    return [known for known in listed if known.figures and not known.blank and not known.unread]


def _finding(case: Case, run: Run) -> Answer:
    total = run.total_said
    expected = (
        number(total)
        if total is not None
        else number(ledger.application(case, "received").figures[0])
    )
    saying = run.parts[0].saying
    listed = "、".join(part.phrase for part in run.parts)
    return finding(
        "P-09",
        f"正文分渠道“{listed}”相加为 {number(run.sum)}，申请总数为 {expected}，不相等，请核对。",
        message_en=f"The channels add up to {number(run.sum)}, the applications are {expected}.",
        subject="正文·申请渠道",
        places=tuple(
            saying.place(case.report, part.figure.start, part.figure.end) for part in run.members
        ),
        basis=basis(case),
        expected=expected,
        actual=number(run.sum),
    )
