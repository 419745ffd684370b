"""Lists in the prose and their totals (分项与合计, A-01, A-02, A-10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.arithmetic.wording import BASIS, places, quoted, said
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.applications import outcome_claims
from gongkai.core.audit.rules.prose.measures import OUTCOMES, Said, applications
from gongkai.core.audit.rules.prose.runs import Run, runs
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Figure

# A list that covers less of its total than this reads as a choice of examples, not as a division.
NEARLY_ALL = Decimal("0.75")
HALF = Decimal("0.5")
DIVISIBLE = frozenset(
    [
        "件",
        "条",
        "篇",
        "份",
        "期",
        "宗",
        "起",
        "场",
        "项",
        "部",
        "则",
        "例",
        "张",
        "封",
        "幅",
        "册",
        "批",
        "笔",
        "家",
        "户",
        "名",
        "人",
        "人次",
        "次",
        "个",
    ]
)
STRICT = frozenset(["件", "条", "篇", "份", "期", "宗", "起", "场", "则", "例", "封", "项"])


@dataclass(frozen=True, slots=True)
class Division:
    """A total and the parts that the prose names under it, all in one unit.

    ``has_more`` is true when the list goes on with figures of the unit that are no parts.
    """

    saying: Saying
    whole: Figure
    parts: tuple[Figure, ...]
    has_more: bool = False

    def totals(self) -> set[Decimal]:
        """Return the total; 其中 at the head of a sentence may divide any figure of the one before."""
        whole = self.whole
        if whole.clause.sentence == self.parts[0].clause.sentence:
            return {whole.quantity.value}
        return {
            figure.quantity.value
            for figure in self.saying.discourse.figures
            if figure.clause.sentence == whole.clause.sentence and figure.unit == whole.unit
        }

    @property
    def is_open(self) -> bool:
        """Return whether the list does not claim to be complete, or a figure in it is rounded."""
        every = (self.whole, *self.parts)
        return (
            self.has_more
            or any(part.is_open for part in self.parts)
            or not all(figure.quantity.is_exact for figure in every)
        )

    def sums(self) -> Iterator[Decimal]:
        """Yield what the parts can add up to: from the first on, with and without inner parts."""
        for inner in (True, False):
            total = Decimal(0)
            for part in self.parts:
                if inner or not part.inner:
                    total += part.quantity.value
                    yield total

    @property
    def sum(self) -> Decimal:
        """Return what the parts add up to, inner parts left out."""
        return sum((p.quantity.value for p in self.parts if not p.inner), Decimal(0))


def divisions(case: Case) -> tuple[Division, ...]:
    """Return every total of the prose with the parts named under it in the same unit."""
    found: tuple[Division, ...] | None = case.memo.get("divisions")
    if found is None:
        found = tuple(one for saying in sayings(case) for one in _divide(saying))
        case.memo["divisions"] = found
    return found


def _divide(saying: Saying) -> Iterator[Division]:
    parts: dict[int, list[Figure]] = {}
    wholes: dict[int, Figure] = {}
    more: set[int] = set()
    for figure in saying.discourse.figures:
        whole = figure.whole
        if whole is None:
            continue
        if _is_part(figure, whole):
            wholes[id(whole)] = whole
            parts.setdefault(id(whole), []).append(figure)
        elif figure.unit == whole.unit and "carry" not in figure.keys("verb"):
            more.add(id(whole))
    for key, whole in wholes.items():
        yield Division(saying, whole, tuple(parts[key]), key in more)
    yield from _totalled(saying)


def _totalled(saying: Saying) -> Iterator[Division]:
    """Yield lists whose total stands behind them: 网站5条，公众号3条，合计8条."""
    figures = saying.discourse.figures
    for place, whole in enumerate(figures):
        if not _is_sum(saying, whole):
            continue
        before = [
            one
            for one in figures[:place]
            if one.clause.sentence == whole.clause.sentence and one.whole is None
        ]
        parts = tuple(one for one in before if _is_part(one, whole))
        if len(parts) > 1 and len(parts) == len(before):
            yield Division(saying, whole, parts)


def _is_sum(saying: Saying, figure: Figure) -> bool:
    words = saying.words(figure.clause.start, figure.start)
    return words in ("合计", "共计", "总计", "合计为", "共计为", "总计为") and figure.whole is None


def _is_part(figure: Figure, whole: Figure) -> bool:
    if figure.unit != whole.unit or figure.unit not in DIVISIBLE or figure.planned or whole.planned:
        return False
    if figure.key("change") or figure.key("base"):
        return False
    if figure.time not in ("", "partial", whole.time):
        return False
    verbs = set(figure.keys("verb"))
    return not verbs & {"carry", "left", "send"} and not (verbs & {"conclude", "answer"})


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
        for one in applications(case)
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


@rule(code="A-10", name="arithmetic.outcomes_cover_answers", level=Level.WARNING, forms=ANY)
def outcomes_cover_answers(case: Case) -> Iterator[Answer]:
    """正文分类列出的办理结果相加，应当等于所写的答复、办结件数。

    也可以等于收到的件数、收到与上年结转之和，或者表三办理结果总计，有一种相符即可；只列一类的不作核对。

    **错误示例**: 正文“答复9件，其中予以公开5件，无法提供2件”。

    **正确示例**: 正文“答复9件，其中予以公开7件，无法提供2件”。

    **依据**: 《政府信息公开条例》第三十六条；数字前后一致。
    """
    judged = False
    for run in runs(applications(case), _is_outcome, extra=_is_further):
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
        caused_by=_cause(case, run),
    )


def _cause(case: Case, run: Run) -> str | None:
    """Return the P-02 finding on one of the parts, which this one then follows from."""
    parts = {id(part.figure) for part in run.members}
    wrong = (c for c in outcome_claims(case) if id(c.figure) in parts and not c.fits)
    first = next(wrong, None)
    return cause("P-02", first.subject) if first is not None else None
