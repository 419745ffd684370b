"""Lists in the prose and their totals (分项与合计, A-01, A-02)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.arithmetic.divisions import Division, divisions
from gongkai.core.audit.rules.arithmetic.wording import BASIS, places, quoted, said
from gongkai.core.audit.rules.prose.measures import OUTCOMES, applications_in
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Figure

# A list that covers less of its total than this reads as a choice of examples, not as a division.
NEARLY_ALL = Decimal("0.75")
HALF = Decimal("0.5")
STRICT = frozenset(["件", "条", "篇", "份", "期", "宗", "起", "场", "则", "例", "封"])


@rule(code="A-01", name="arithmetic.closed_list", level=Level.WARNING, forms=ANY)
def closed_list(case: Case) -> Iterator[Answer]:
    """正文分项列出的数字相加，应当等于所列的合计。

    写“主要”“等”“余”“约”的，不要求相加等于合计；分项远少于合计的视为举例，不作核对。申请渠道、办理结果的分项另有规则。

    **错误示例**: 正文“公开信息376条，其中公告公示330条，工作动态41条，其他2条”。

    **正确示例**: 正文“公开信息376条，其中公告公示330条，工作动态44条，其他2条”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for division in divisions(case):
        if division.is_open or len(division.parts) < 2 or _has_own_rule(case, division):
            continue
        judged = True
        total = division.whole.quantity.value
        if division.totals() & set(division.sums()) or division.sum < total * HALF:
            continue
        if any(part.quantity.value > total for part in division.parts):
            continue
        yield _unequal(case, division, total)
    if not judged:
        yield NotApplicable("正文没有写明合计的分项")


def _has_own_rule(case: Case, division: Division) -> bool:
    parts = {id(part) for part in division.parts}
    return any(
        id(one.figure) in parts and (one.measure in OUTCOMES or one.measure.startswith("channel:"))
        for one in applications_in(case, division.saying)
    )


def _unequal(case: Case, division: Division, total: Decimal) -> Answer:
    sum_of_parts = division.sum
    nearly = sum_of_parts >= total * NEARLY_ALL
    words = quoted(division.saying, (division.whole, *division.parts))
    return finding(
        "A-01",
        f"正文“{words}”：分项相加为 {number(sum_of_parts)}，合计为 {number(total)}，"
        f"相差 {number(abs(sum_of_parts - total))}，请核对分项或合计。",
        message_en=f"The parts add up to {number(sum_of_parts)}, the total is {number(total)}.",
        subject=f"正文·分项合计·{division.whole.noun}",
        places=places(case, division.saying, (division.whole, *division.parts)),
        basis=BASIS,
        expected=number(total),
        actual=number(sum_of_parts),
        level=None if nearly else Level.NOTE,
    )


@rule(code="A-02", name="arithmetic.part_of_whole", level=Level.ERROR, forms=ANY)
def part_of_whole(case: Case) -> Iterator[Answer]:
    """正文“其中”所列的分项，不应当大于它所属的总数。

    只比较单位相同的数字；合计写“余”“以上”“约”的，超过其可能的上限才提示。

    **错误示例**: 正文“受理申请5件，其中网上申请8件”。

    **正确示例**: 正文“受理申请8件，其中网上申请5件”。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for division in divisions(case):
        if division.whole.unit not in STRICT:
            continue
        judged = True
        most = sum(division.totals(), Decimal(0))
        for part in division.parts:
            if _exceeds(part, division.whole) and part.quantity.value > most:
                yield _too_large(case, division, part)
                break
    if not judged:
        yield NotApplicable("正文没有“其中”所列的分项")


def _exceeds(part: Figure, whole: Figure) -> bool:
    most = whole.quantity
    if most.bound in ("at_least", "over", "about"):
        return most.bound != "at_least" and part.quantity.value > most.value * 2
    return part.quantity.value > most.value + (0 if most.is_exact else most.unit_of_last_digit)


def _too_large(case: Case, division: Division, part: Figure) -> Answer:
    whole = division.whole
    first = part is division.parts[0] and part.clause.sentence == whole.clause.sentence
    words = quoted(division.saying, (whole, part))
    return finding(
        "A-02",
        f"正文“{words}”：分项 {said(division.saying, part)} 大于总数 {said(division.saying, whole)}，请核对。",
        message_en=f"The part {number(part.quantity.value)} is more than the whole {number(whole.quantity.value)}.",
        subject=f"正文·分项大于总数·{whole.noun}",
        places=places(case, division.saying, (whole, part)),
        basis=BASIS,
        expected=f"≤{number(whole.quantity.value)}",
        actual=number(part.quantity.value),
        level=None if first else Level.WARNING,
    )
