"""Shares in the prose (占比, A-04)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.arithmetic.ratios import (
    is_rate,
    percent_of,
)
from gongkai.core.audit.rules.arithmetic.wording import BASIS, HUNDRED, places, quoted, said
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Figure
from gongkai.core.text.numerals import as_printed


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
        found = [f for f in saying.discourse.figures if f.key("ratio") == "share" and is_rate(f)]
        judged = judged or bool(found)
        for figure in found:
            yield from _share(case, saying, figure)
        yield from _shares_together(case, saying, found)
        yield from _parts_of_all(case, saying, found)
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
    whole = part.whole or _total_of(before, part)
    if (
        whole is not None
        and whole.unit == part.unit
        and whole.quantity.is_exact
        and whole.quantity.value > 0
    ):
        yield _wrong_share(case, saying, figure, part, whole)


def _total_of(before: list[Figure], part: Figure) -> Figure | None:
    """Return the total a share must be of when no 其中 says so: the first count of the sentence."""
    first = before[0]
    taken = set(first.keys("verb")) & {"receive", "accept", "handle", "publish", "publicize"}
    names_a_part = first.key("channel") or first.key("outcome") or first.key("applicant")
    return first if first is not part and taken and not names_a_part else None


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
    right = as_printed(percent_of(part, whole), figure.quantity)
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


def _parts_of_all(case: Case, saying: Saying, found: list[Figure]) -> Iterator[Finding]:
    """Compare the shares of one sentence, 100% together, with its counts: their sum is the whole."""
    for sentence in sorted({figure.clause.sentence for figure in found}):
        listed = [f for f in found if f.clause.sentence == sentence]
        pairs = [(_count_before(saying, share), share) for share in listed]
        parts = [part for part, _ in pairs if part is not None]
        whole = sum((part.quantity.value for part in parts), Decimal(0))
        shared = sum((share.quantity.value for share in listed), Decimal(0))
        room = sum((share.quantity.unit_of_last_digit for share in listed), Decimal(0)) / 2
        if (
            len(parts) != len(pairs)
            or len({id(part) for part in parts}) < max(2, len(parts))
            or len({part.unit for part in parts}) > 1
            or any(part.whole is not None for part in parts)
            or abs(shared - HUNDRED) > room
            or whole == 0
        ):
            continue
        wrong = [
            (part, share)
            for part, share in zip(parts, listed, strict=True)
            if not _is_share(part, whole, share)
        ]
        if wrong and _total_of([parts[0]], parts[-1]) is None:
            yield _wrong_part(case, saying, *wrong[0], whole)


def _count_before(saying: Saying, share: Figure) -> Figure | None:
    """Return the exact count right before a share, in its sentence."""
    figures = saying.discourse.figures
    place = next(index for index, figure in enumerate(figures) if figure is share)
    one = figures[place - 1] if place else None
    if one is None or one.quantity.percent or one.key("change") or not one.quantity.is_exact:
        return None
    return one if _is_beside(one, share) and not one.is_open else None


def _is_share(part: Figure, whole: Decimal, share: Figure) -> bool:
    value = part.quantity.value / whole * HUNDRED
    return share.quantity.allows(value) or share.quantity.allows_truncated(value)


def _wrong_part(case: Case, saying: Saying, part: Figure, share: Figure, whole: Decimal) -> Finding:
    right = as_printed(part.quantity.value / whole * HUNDRED, share.quantity)
    return finding(
        "A-04",
        f"正文“{quoted(saying, (part, share))}”：各项相加为 {number(whole)}，{said(saying, part)}占 {right}%，"
        f"正文写 {said(saying, share)}，请核对。",
        message_en=f"The parts add up to {number(whole)}; the share of the part is {right}%, "
        f"the prose gives {share.quantity.value}%.",
        subject="正文·占比",
        places=places(case, saying, (part, share)),
        basis=BASIS,
        expected=f"{right}%",
        actual=said(saying, share),
    )


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
