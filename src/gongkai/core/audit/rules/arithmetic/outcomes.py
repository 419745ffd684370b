"""Outcomes in the prose and what was answered (办理结果合计, A-10)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.arithmetic.wording import BASIS, places, quoted
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.measures import DETAILS, OUTCOMES, Said, applications
from gongkai.core.audit.rules.prose.outcomes import outcome_claims
from gongkai.core.audit.rules.prose.runs import Run, runs
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable


@rule(code="A-10", name="arithmetic.outcomes_cover_answers", level=Level.WARNING, forms=ANY)
def outcomes_cover_answers(case: Case) -> Iterator[Answer]:
    """正文分类列出的办理结果相加，应当等于所写的答复、办结件数。

    也可以等于收到的件数、收到与上年结转之和，或者表三办理结果总计，有一种相符即可；只列一类的不作核对，各类都与表三一致、只是没有列全的作提示。

    **错误示例**: 正文“答复9件，其中予以公开5件，无法提供2件”。

    **正确示例**: 正文“答复9件，其中予以公开7件，无法提供2件”。

    **依据**: 《政府信息公开条例》第三十六条；数字前后一致。
    """
    judged = False
    for run in runs(applications(case), _is_outcome, extra=_is_further):
        run.parts = _without_details(run.parts)
        if len(run.parts) < 2 or not run.is_exact or not _is_division(run):
            continue
        judged = True
        tables = [ledger.application(case, "concluded"), ledger.received_and_carried(case)]
        known = [one for one in tables if one.figures and not one.blank and not one.unread]
        if (run.totals or known) and not run.fits(known):
            yield _uncovered(case, run)
    if not judged:
        yield NotApplicable("正文没有分类写办理结果")


def _is_outcome(one: Said) -> bool:
    return one.measure in OUTCOMES or one.measure == "granted or partly"


def _is_further(one: Said) -> bool:
    return one.measure.startswith("detail:") or one.measure == "outcomes"


def _without_details(parts: list[Said]) -> list[Said]:
    """Leave out what only details another part: 不予公开3件，具体为属于国家秘密1件、…"""
    main = {part.measure for part in parts if part.measure in OUTCOMES}
    return [part for part in parts if _group(part) not in main or part.measure in OUTCOMES]


def _group(part: Said) -> str:
    return DETAILS.get(part.measure.removeprefix("detail:"), part.measure).split(".")[0]


def _is_division(run: Run) -> bool:
    """Return whether the parts divide their total: details of a part that stands beside do not."""
    kinds = [part.measure for part in run.parts]
    return len(kinds) == len(set(kinds)) and not any(part.figure.inner for part in run.parts)


def _uncovered(case: Case, run: Run) -> Answer:
    saying = run.parts[0].saying
    concluded = ledger.application(case, "concluded")
    total = run.total_said
    expected = total if total is not None else concluded.figures[0]
    figures = [one.figure for one in run.members]
    return finding(
        "A-10",
        f"正文“{quoted(saying, figures)}”：各类办理结果相加为 {number(run.sum)}，"
        f"答复或办结件数为 {number(expected)}，相差 {number(abs(run.sum - expected))}，请核对。",
        message_en=f"The outcomes add up to {number(run.sum)}, {number(expected)} were answered.",
        subject="正文·办理结果合计",
        places=places(case, saying, figures),
        basis=BASIS,
        expected=number(expected),
        actual=number(run.sum),
        level=Level.NOTE if _agrees_with_table(case, run) else None,
        caused_by=_cause(case, run),
    )


def _agrees_with_table(case: Case, run: Run) -> bool:
    """Return whether every part is as in table 3: then the list may only leave some outcomes out."""
    parts = {id(part.figure) for part in run.parts}
    claims = [claim for claim in outcome_claims(case) if id(claim.figure) in parts]
    return len(claims) == len(parts) and all(claim.fits for claim in claims)


def _cause(case: Case, run: Run) -> str | None:
    """Return the P-02 finding on one of the parts, which this one then follows from."""
    parts = {id(part.figure) for part in run.members}
    wrong = (c for c in outcome_claims(case) if id(c.figure) in parts and not c.fits)
    first = next(wrong, None)
    return cause("P-02", first.subject) if first is not None else None
