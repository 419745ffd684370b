"""All, and what is left over (全部与余数, A-06)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.rules.arithmetic.ratios import (
    DONE,
    NEAR,
    TAKEN,
    counts_before,
    is_rate,
    percent_of,
)
from gongkai.core.audit.rules.arithmetic.wording import BASIS, HUNDRED, places, quoted, said
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Completion, Figure

LEFT_WORDS = (
    "结转",
    "正在办理",
    "未到期",
    "在办",
    "剩余",
    "撤",
    "尚未",
    "其余",
    "转办",
    "延期",
    "未办结",
    "到期",
)


@rule(code="A-06", name="arithmetic.all_with_remainder", level=Level.WARNING, forms=ANY)
def all_with_remainder(case: Case) -> Iterator[Answer]:
    """正文写“全部”“均”或者100%的，同一句所列的办结、答复件数不应当少于收到、受理件数。

    同一句说明结转、正在办理、撤回等去向的不作提示；承办率等与答复、办结无关的比率不作核对。

    **错误示例**: 正文“受理12件，办结11件，办结率100%”。

    **正确示例**: 正文“受理12件，办结11件，1件结转下年度，按期办结率100%”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for saying in sayings(case):
        for figure in saying.discourse.figures:
            if figure.key("ratio") in DONE and is_rate(figure) and figure.quantity.value == 100:
                judged = True
                yield from _shortfall(case, saying, figure, counts_before(saying, figure))
        for said_all in saying.discourse.completions:
            judged = True
            near = _beside(saying, said_all)
            yield from _shortfall(case, saying, None, near[::-1][:NEAR])
            yield from _lower_rate(case, saying, said_all)
    if not judged:
        yield NotApplicable("正文没有写全部办结或者100%")


def _beside(saying: Saying, said_all: Completion) -> list[Figure]:
    """Return the exact counts of the sentence in which 全部 or 均 stands."""
    return [
        figure
        for figure in saying.discourse.figures
        if figure.clause.sentence == said_all.clause.sentence
        and figure.start < said_all.end
        and figure.quantity.is_exact
        and not figure.key("change")
    ]


def _lower_rate(case: Case, saying: Saying, said_all: Completion) -> Iterator[Finding]:
    """Yield a finding when 全部办结 stands beside a rate that is not 100%."""
    for figure in saying.discourse.figures:
        beside = figure.clause.sentence == said_all.clause.sentence and figure.start > said_all.end
        if not beside or figure.key("ratio") not in DONE or not is_rate(figure):
            continue
        if figure.key("ratio") != said_all.verb or figure.quantity.value == HUNDRED:
            continue
        words = saying.words(said_all.start, figure.end)
        yield finding(
            "A-06",
            f"正文“{words}”：写全部，比率却是 {said(saying, figure)}，请核对。",
            message_en=f"The prose says all, and gives a rate of {figure.quantity.value}%.",
            subject="正文·全部与比率",
            places=places(case, saying, (figure,)),
            basis=BASIS,
            expected="100%",
            actual=said(saying, figure),
        )


def _shortfall(
    case: Case, saying: Saying, figure: Figure | None, near: Iterable[Figure]
) -> Iterator[Finding]:
    listed = list(near)
    done = next(
        (
            f
            for f in listed
            if set(f.keys("verb")) & {"conclude", "answer"} and not f.key("outcome")
        ),
        None,
    )
    if done is None:
        return
    taken = next(
        (
            f
            for f in listed
            if f.start < done.start and f.unit == done.unit and set(f.keys("verb")) & set(TAKEN)
        ),
        None,
    )
    if (
        taken is None
        or taken.noun not in (done.noun, "")
        or done.quantity.value == taken.quantity.value
    ):
        return
    sentence = saying.words(taken.clause.start, _sentence_end(saying, taken))
    if done.whole not in (None, taken, taken.whole) or any(word in sentence for word in LEFT_WORDS):
        return
    if not _has_own_rate(saying, taken, done):
        yield _incomplete(case, saying, taken, done, figure)


def _has_own_rate(saying: Saying, taken: Figure, done: Figure) -> bool:
    """Return whether the sentence itself gives the rate of the two counts: 回复率94.68%."""
    return any(
        is_rate(figure) and figure.quantity.allows(percent_of(done, taken))
        for figure in saying.discourse.figures
        if figure.clause.sentence == done.clause.sentence
    )


def _sentence_end(saying: Saying, figure: Figure) -> int:
    return max(
        clause.end
        for clause in saying.discourse.clauses
        if clause.sentence == figure.clause.sentence
    )


def _incomplete(
    case: Case, saying: Saying, taken: Figure, done: Figure, figure: Figure | None
) -> Finding:
    shown = [taken, done, *([figure] if figure is not None else [])]
    left = abs(taken.quantity.value - done.quantity.value)
    claim = said(saying, figure) if figure is not None else "全部"
    return finding(
        "A-06",
        f"正文“{quoted(saying, shown)}”写{claim}，但前列{said(saying, taken)}，后列{said(saying, done)}，"
        f"相差 {left}，请核对。",
        message_en=f"The prose says all, but the two counts differ by {left}.",
        subject="正文·全部与余数",
        places=places(case, saying, shown),
        basis=BASIS,
        expected=str(taken.quantity.value),
        actual=str(done.quantity.value),
    )
