"""Rates and shares in the prose (比率与占比, A-03, A-04, A-06)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.rules.arithmetic.wording import BASIS, HUNDRED, places, quoted, said
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Completion, Figure
from gongkai.core.text.numerals import as_printed

DONE = {"conclude": ("conclude", "answer", "handle"), "answer": ("answer", "conclude")}
TAKEN = ("receive", "accept", "handle")
NEAR = 6
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


@rule(code="A-03", name="arithmetic.rate", level=Level.WARNING, forms=ANY)
def rate(case: Case) -> Iterator[Answer]:
    """正文所写的办结率、答复率等，应当等于所列两个数之比，按印出的位数四舍五入。

    截去尾数而没有进位的只作提示；找不到对应的两个数的不作核对。

    **错误示例**: 正文“受理55件，办复52件，办结率96.5%”。

    **正确示例**: 正文“受理55件，办复52件，办结率94.5%”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for saying in sayings(case):
        for figure in saying.discourse.figures:
            if (
                figure.key("ratio") not in DONE
                or not _is_rate(figure)
                or figure.quantity.value == 100
            ):
                continue
            before = _before(saying, figure)
            judged = judged or len(before) > 1
            yield from _rate(case, saying, figure, before)
    if not judged:
        yield NotApplicable("正文没有可以验算的比率")


def _is_rate(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.percent and not quantity.bound and not figure.planned and not figure.key("change")
    )


def _before(saying: Saying, figure: Figure) -> list[Figure]:
    """Return the counts said before a rate in its sentence, the nearest first."""
    found = [
        one
        for one in saying.discourse.figures
        if one.start < figure.start
        and one.clause.sentence == figure.clause.sentence
        and not one.quantity.percent
        and one.quantity.is_exact
        and not one.key("change")
    ]
    return found[::-1][:NEAR]


def _rate(case: Case, saying: Saying, figure: Figure, before: list[Figure]) -> Iterator[Finding]:
    pairs = [
        (part, whole)
        for part in before
        for whole in before
        if part is not whole and part.unit == whole.unit and whole.quantity.value > 0
        if part.quantity.value <= whole.quantity.value
    ]
    if any(figure.quantity.allows(_percent(part, whole)) for part, whole in pairs):
        return
    cut = next((p for p in pairs if figure.quantity.allows_truncated(_percent(*p))), None)
    if cut is not None:
        yield _wrong_rate(case, saying, figure, cut, Level.NOTE)
        return
    clear = _clear_pair(figure, before)
    if clear is not None:
        yield _wrong_rate(case, saying, figure, clear, None)


def _percent(part: Figure, whole: Figure) -> Decimal:
    return part.quantity.value / whole.quantity.value * HUNDRED


def _clear_pair(figure: Figure, before: list[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two counts a rate must mean: the nearest is what was done, the next what came in."""
    if len(before) < 2:
        return None
    done, taken = before[0], before[1]
    same = done.unit == taken.unit and done.quantity.value > 0 and taken.quantity.value > 0
    fits = done.key("verb") in DONE[figure.key("ratio")] and not done.key("outcome")
    came = set(taken.keys("verb")) & set(TAKEN) or (not taken.keys("verb") and taken.noun)
    return (done, taken) if same and fits and came else None


def _wrong_rate(
    case: Case, saying: Saying, figure: Figure, pair: tuple[Figure, Figure], level: Level | None
) -> Finding:
    part, whole = pair
    right = as_printed(_percent(part, whole), figure.quantity)
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


@rule(code="A-04", name="arithmetic.shares", level=Level.WARNING, forms=ANY)
def shares(case: Case) -> Iterator[Answer]:
    """正文所写的占比，应当等于该项与总数之比；完整列出的各项占比相加应当接近100%。

    总数可以是正文中的任何一个合计，也可以是表三的总计，有一种相符即可；占比相加按各数的位数留出误差。

    **错误示例**: 正文“收到12件，其中网上申请9件，占85%”。

    **正确示例**: 正文“收到12件，其中网上申请9件，占75%”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for saying in sayings(case):
        found = [f for f in saying.discourse.figures if f.key("ratio") == "share" and _is_rate(f)]
        judged = judged or bool(found)
        for figure in found:
            yield from _share(case, saying, figure)
        yield from _shares_together(case, saying, found)
    if not judged:
        yield NotApplicable("正文没有写占比")


def _share(case: Case, saying: Saying, figure: Figure) -> Iterator[Finding]:
    counts = [f for f in saying.discourse.figures if not f.quantity.percent and not f.key("change")]
    before = [f for f in counts if f.start < figure.start and _is_beside(f, figure)]
    after = [f for f in counts if f.start > figure.start and _is_beside(f, figure)]
    parts = [*before[-1:], *after[:1]]
    if not before or not before[-1].quantity.is_exact:
        return
    part = before[-1]
    wholes = [f for f in counts if f.unit == part.unit and f.quantity.value >= part.quantity.value]
    bases = {f.quantity.value for f in wholes if f is not part} | _table_totals(case, part)
    bases |= {
        sum(
            (f.quantity.value for f in counts if f.unit == part.unit and f.whole is part.whole),
            Decimal(0),
        )
    }
    values = [p.quantity.value / base * HUNDRED for p in parts for base in bases if base > 0]
    quantity = figure.quantity
    if any(quantity.allows(v) or quantity.allows_truncated(v) for v in values):
        return
    whole = part.whole
    if (
        whole is not None
        and whole.unit == part.unit
        and whole.quantity.is_exact
        and whole.quantity.value > 0
    ):
        yield _wrong_share(case, saying, figure, part, whole)


def _is_beside(count: Figure, share: Figure) -> bool:
    return count.clause.sentence == share.clause.sentence


def _table_totals(case: Case, part: Figure) -> set[Decimal]:
    if part.context != "application":
        return set()
    listed = (
        ledger.application(case, "received"),
        ledger.application(case, "concluded"),
        ledger.received_and_carried(case),
    )
    return {value for known in listed for value in known.figures}


def _wrong_share(
    case: Case, saying: Saying, figure: Figure, part: Figure, whole: Figure
) -> Finding:
    right = as_printed(_percent(part, whole), figure.quantity)
    return finding(
        "A-04",
        f"正文“{quoted(saying, (part, figure))}”：{said(saying, part)}占{said(saying, whole)}的 {right}%，"
        f"正文写 {said(saying, figure)}，请核对。",
        message_en=f"The share of the part is {right}%, the prose gives {figure.quantity.value}%.",
        subject="正文·占比",
        places=places(case, saying, (figure, part, whole)),
        basis=BASIS,
        expected=f"{right}%",
        actual=said(saying, figure),
    )


def _shares_together(case: Case, saying: Saying, found: list[Figure]) -> Iterator[Finding]:
    """Add up the shares of one sentence that are given without their counts."""
    for sentence in sorted({figure.clause.sentence for figure in found}):
        listed = [f for f in found if f.clause.sentence == sentence]
        counted = any(
            not f.quantity.percent
            for f in saying.discourse.figures
            if f.clause.sentence == sentence and listed[0].start < f.start < listed[-1].start
        )
        if len(listed) < 3 or counted or any(figure.is_open for figure in listed):
            continue
        total = sum((figure.quantity.value for figure in listed), Decimal(0))
        room = sum((figure.quantity.unit_of_last_digit for figure in listed), Decimal(0)) / 2
        if total > HUNDRED + room or HUNDRED - 3 <= total < HUNDRED - room:
            yield _wrong_sum(case, saying, listed, total)


def _wrong_sum(case: Case, saying: Saying, listed: list[Figure], total: Decimal) -> Finding:
    return finding(
        "A-04",
        f"正文“{quoted(saying, listed)}”：各项占比相加为 {total}%，不是100%，请核对。",
        message_en=f"The shares add up to {total}%.",
        subject="正文·占比合计",
        places=places(case, saying, listed),
        basis=BASIS,
        expected="100%",
        actual=f"{total}%",
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
            if figure.key("ratio") in DONE and _is_rate(figure) and figure.quantity.value == 100:
                judged = True
                yield from _shortfall(case, saying, figure, _before(saying, figure))
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
        if not beside or figure.key("ratio") not in DONE or not _is_rate(figure):
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
        _is_rate(figure) and figure.quantity.allows(_percent(done, taken))
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
