"""Rates in the prose (比率, A-03)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.rules.arithmetic.wording import BASIS, HUNDRED, places, quoted, said
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Figure
from gongkai.core.text.numerals import as_printed

DONE = {"conclude": ("conclude", "answer", "handle"), "answer": ("answer", "conclude")}
TAKEN = ("receive", "accept", "handle")
NEAR = 6


@rule(code="A-03", name="arithmetic.rate", level=Level.WARNING, forms=ANY)
def rate(case: Case) -> Iterator[Answer]:
    """正文所写的办结率、答复率等，应当等于所列两个数之比，按印出的位数四舍五入。

    截去尾数而没有进位的只作提示；找不到对应的两个数的，只核对是否大于100%。

    **错误示例**: 正文“受理55件，办复52件，办结率96.5%”。

    **正确示例**: 正文“受理55件，办复52件，办结率94.5%”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for saying in sayings(case):
        for figure in saying.discourse.figures:
            if figure.key("ratio") not in ("", "share", "progress") and _is_impossible(figure):
                judged = True
                yield _more_than_all(case, saying, figure)
                continue
            if (
                figure.key("ratio") not in DONE
                or not is_rate(figure)
                or figure.quantity.value == 100
            ):
                continue
            before = counts_before(saying, figure)
            judged = judged or len(before) > 1
            yield from _rate(case, saying, figure, before)
    if not judged:
        yield NotApplicable("正文没有可以验算的比率")


def _is_impossible(figure: Figure) -> bool:
    return is_rate(figure) and figure.quantity.value > HUNDRED


def _more_than_all(case: Case, saying: Saying, figure: Figure) -> Finding:
    printed = said(saying, figure)
    return finding(
        "A-03",
        f"正文“{quoted(saying, (figure,))}”：比率 {printed} 大于100%，请核对。",
        message_en=f"A rate of {figure.quantity.value}% is more than all.",
        subject="正文·比率大于一百",
        places=places(case, saying, (figure,)),
        basis=BASIS,
        expected="≤100%",
        actual=printed,
    )


def is_rate(figure: Figure) -> bool:
    """Return whether a figure is a rate as printed, not hedged, planned or a change of one."""
    quantity = figure.quantity
    return (
        quantity.percent and not quantity.bound and not figure.planned and not figure.key("change")
    )


def counts_before(saying: Saying, figure: Figure) -> list[Figure]:
    """Return the counts said before a rate in its sentence, the nearest first.

    When the sentence has only one, the sentence before it is looked at too.
    """
    sentence = figure.clause.sentence
    found = [
        one
        for one in saying.discourse.figures
        if one.start < figure.start
        and one.clause.sentence in (sentence, sentence - 1)
        and not one.quantity.percent
        and one.quantity.is_exact
        and one.time != "partial"
        and not one.key("change")
        and (one.clause.sentence == sentence or _came_in(one))
    ]
    beside = [one for one in found if one.clause.sentence == sentence]
    return (found if len(beside) == 1 else beside)[::-1][:NEAR]


def _came_in(figure: Figure) -> bool:
    """Return whether a count is a whole intake, not a part of one."""
    return (
        figure.whole is None
        and bool(set(figure.keys("verb")) & set(TAKEN))
        and not figure.key("channel")
    )


def _rate(case: Case, saying: Saying, figure: Figure, before: list[Figure]) -> Iterator[Finding]:
    pairs = [
        (part, whole)
        for part in before
        for whole in before
        if part is not whole and part.unit == whole.unit and whole.quantity.value > 0
        if part.quantity.value <= whole.quantity.value
    ]
    if any(figure.quantity.allows(percent_of(part, whole)) for part, whole in pairs):
        return
    cut = next((p for p in pairs if figure.quantity.allows_truncated(percent_of(*p))), None)
    if cut is not None:
        yield _wrong_rate(case, saying, figure, cut, Level.NOTE)
        return
    clear = _clear_pair(figure, before)
    if clear is not None:
        yield _wrong_rate(case, saying, figure, clear, None)


def percent_of(part: Figure, whole: Figure) -> Decimal:
    """Return what percentage of ``whole`` the count ``part`` is."""
    return part.quantity.value / whole.quantity.value * HUNDRED


def _clear_pair(figure: Figure, before: list[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two counts a rate must mean: the nearest is what was done, the next what came in."""
    if len(before) < 2:
        return None
    done, taken = before[0], before[1]
    if done.whole is taken:
        return None
    same = done.unit == taken.unit and done.quantity.value > 0 and taken.quantity.value > 0
    fits = done.key("verb") in DONE[figure.key("ratio")] and not done.key("outcome")
    came = set(taken.keys("verb")) & set(TAKEN) or (not taken.keys("verb") and taken.noun)
    return (done, taken) if same and fits and came else None


def _wrong_rate(
    case: Case, saying: Saying, figure: Figure, pair: tuple[Figure, Figure], level: Level | None
) -> Finding:
    part, whole = pair
    right = as_printed(percent_of(part, whole), figure.quantity)
    calculation = f"{said(saying, part)}÷{said(saying, whole)}"
    note = "（尾数未四舍五入）" if level is Level.NOTE else ""
    return finding(
        "A-03",
        f"正文“{quoted(saying, (*pair, figure))}”：{calculation} 为 {right}%，"
        f"正文写 {said(saying, figure)}{note}，请核对。",
        message_en=f"The rate of the two counts is {right}%, the prose gives {figure.quantity.value}%.",
        subject="正文·比率",
        places=places(case, saying, (figure, part, whole)),
        basis=BASIS,
        expected=f"{right}%",
        actual=said(saying, figure),
        level=level,
    )
