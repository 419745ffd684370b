"""How applications were concluded, in the prose and in table 3 (办理结果, P-02)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.applications import granted_readings
from gongkai.core.audit.rules.prose.comparing import Claim, compare
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import (
    DETAILS,
    OUTCOMES,
    Said,
    applications,
    applications_in,
)
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer


@rule(code="P-02", name="prose.application_outcomes", level=Level.ERROR, forms=BOTH)
def application_outcomes(case: Case) -> Iterator[Answer]:
    """正文所述答复件数和各类办理结果，应当与表三“三、本年度办理结果”一致。

    “予以公开”可以包括部分公开，两种理解有一种相符即可；同一段另写部分公开件数的，只按予以公开核对。

    **错误示例**: 正文“予以公开7件”，表三予以公开 4，部分公开 0。

    **正确示例**: 正文“予以公开7件”，表三予以公开 5，部分公开 2。

    **依据**: 《政府信息公开条例》第五十条第（二）项；年度报告格式表三第三项。
    """
    yield from compare(case, "P-02", outcome_claims(case), "正文没有写办理结果的件数")


def outcome_claims(case: Case) -> list[Claim]:
    """Return every claim of the prose on how applications were concluded."""
    found: list[Claim] | None = case.memo.get("claims of outcomes")
    if found is None:
        found = [claim for said in applications(case) for claim in _outcome(case, said)]
        case.memo["claims of outcomes"] = found
    return found


def _outcome(case: Case, said: Said) -> Iterator[Claim]:
    kind, _, key = said.measure.partition(":")
    level: Level | None = None
    if kind == "concluded":
        readings = _concluded(case, said)
    elif kind == "granted or partly":
        readings = (granted_readings(case)[1],)
    elif kind == "granted":
        separate = any(
            one.measure == "partly_granted" and one.figure.whole is not said.figure
            for one in applications_in(case, said.saying)
        )
        readings = granted_readings(case)[:1] if separate else granted_readings(case)
    elif kind in OUTCOMES:
        readings = (ledger.outcome(case, kind),)
    elif kind == "detail" and key in DETAILS:
        readings, level = (ledger.application(case, DETAILS[key]),), Level.WARNING
    else:
        return
    if readings:
        subject = f"正文·{kind}{key}"
        yield Claim(
            said.saying, said.figure, readings, subject, f"{kind} {key}".strip(), said.whose, level
        )


def _concluded(case: Case, said: Said) -> tuple[Known, ...]:
    """Return what 答复 or 办结 can mean: all that was concluded, with or without 其他处理."""
    concluded = ledger.application(case, "concluded")
    other = ledger.outcome(case, "other")
    answered = tuple(a - b for a in concluded.figures for b in other.figures if b)
    verb = said.figure.key("verb")
    if verb == "answer" and answered:
        label = "表三办理结果总计减其他处理"
        return (concluded, Known(label, answered, (*concluded.cells, *other.cells)))
    return (concluded,)
