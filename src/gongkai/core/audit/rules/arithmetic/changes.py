"""Changes against the year before (同比, A-05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import cell_places, finding, number
from gongkai.core.audit.rules.arithmetic.wording import BASIS, HUNDRED, places, quoted, said
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import applications_in
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.audit.topics import CHANGE, may_speak_of
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.law.forms import forms
from gongkai.core.text.figures import Figure
from gongkai.core.text.numerals import as_printed
from gongkai.core.text.subjects import Whose

MEASURED = {
    "received": ("received",),
    "accepted": ("received", "concluded"),
    "handled": ("received", "concluded"),
    "mentioned": ("received", "concluded"),
    "concluded": ("concluded",),
}
BEFORE_A_BASE = frozenset("的年度期")
"""较上年的9件, 较上年9件 name last year's figure; 较上年多9件 does not."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change said of a count: by how much (``amount``), by what share (``rate``), from what (``base``)."""

    saying: Saying
    current: Figure
    amount: Figure | None
    rate: Figure | None
    base: Figure | None

    @property
    def sign(self) -> int:
        """Return 1 for a rise, -1 for a fall."""
        figure = self.rate or self.amount
        return -1 if figure is not None and figure.key("change") == "down" else 1

    @property
    def figures(self) -> list[Figure]:
        """Return the figures of the change that are said, in order."""
        found = [f for f in (self.current, self.base, self.amount, self.rate) if f is not None]
        return sorted(found, key=lambda figure: figure.start)


@rule(code="A-05", name="arithmetic.change", level=Level.WARNING, forms=ANY, scope="years")
def change(case: Case) -> Iterator[Answer]:
    """正文所写的同比增减，应当与同一句所列的数，或者与本机关上一年度报告的数相符。

    相差不到印出位数的一个单位的（如30.8%写作30%），只作提示；没有上一年度报告、句中也没有上年数的，不作核对。

    **错误示例**: 正文“收到申请9件，同比下降50%”，上一年度报告本年新收 13。

    **正确示例**: 正文“收到申请9件，同比下降30.8%”，上一年度报告本年新收 13。

    **依据**: 《政府信息公开条例》第五十条；数字前后一致。
    """
    judged = False
    for saying in sayings(case) if may_speak_of(case, CHANGE) else ():
        for one in _changes(case, saying):
            checked = list(_checked(case, one))
            judged = judged or bool(checked)
            yield from (answer for answer in checked if answer is not None)
    if not judged:
        yield NotApplicable("正文没有可以验算的同比增减")


def _changes(case: Case, saying: Saying) -> Iterator[Change]:
    figures = [f for f in saying.discourse.figures if not f.planned]
    used: set[int] = set()
    for place, figure in enumerate(figures):
        if figure.key("change") not in ("up", "down") or id(figure) in used:
            continue
        if any(token.key == "respectively" for token in figure.clause.tokens):
            continue
        current = _current(figures[:place], figure)
        if current is None:
            continue
        partner = _partner(figures, place, current)
        pair = [f for f in (figure, partner) if f is not None]
        used.update(id(f) for f in pair)
        yield Change(
            saying,
            current,
            next((f for f in pair if not f.quantity.percent and f.unit == current.unit), None),
            next((f for f in pair if f.quantity.percent), None),
            _base(case, saying, figures, current),
        )


def _current(before: list[Figure], figure: Figure) -> Figure | None:
    """Return the count a change is said of: the nearest before it in the sentence, of one noun."""
    for one in reversed(before):
        if one.clause.sentence != figure.clause.sentence:
            return None
        if one.quantity.percent or one.key("change"):
            continue
        if one.key("base") or one.time == "last" or not one.quantity.is_exact:
            continue
        known = figure.noun in ("", one.noun) or one.noun == ""
        return one if known and not one.clause.depth else None
    return None


def _partner(figures: list[Figure], place: int, current: Figure) -> Figure | None:
    """Return the other half of 增加5件，增长25%: the next figure, if it is a change of the same sign."""
    following = figures[place + 1 : place + 2]
    if not following:
        return None
    one, other = figures[place], following[0]
    same = other.key("change") == one.key("change") and other.clause.sentence == one.clause.sentence
    kinds = {one.quantity.percent, other.quantity.percent}
    near = not other.key("base") or other.key("base") == one.key("base")
    units = {f.unit for f in (one, other) if not f.quantity.percent} == {current.unit}
    return other if same and near and len(kinds) == 2 and units else None


def _base(case: Case, saying: Saying, figures: list[Figure], current: Figure) -> Figure | None:
    year = case.report.year
    last = {"last", str(year - 1) if year else "last"}
    for one in figures:
        if one.clause.sentence != current.clause.sentence or one is current or one.key("change"):
            continue
        before = saying.words(one.start - 1, one.start)
        named = (
            one.time in last
            or one.key("base") in last
            or (one.key("base") == "last_year" and before in BEFORE_A_BASE)
        )
        if (
            named
            and one.unit == current.unit
            and one.quantity.is_exact
            and one.key("verb") != "carry"
        ):
            return one
    return None


def _checked(case: Case, one: Change) -> Iterator[Finding | None]:
    current = one.current.quantity.value
    if one.base is not None:
        yield _against(case, one, current, (one.base.quantity.value,), None, Level.WARNING)
        return
    if one.amount is not None and one.rate is not None and one.amount.quantity.is_exact:
        base = current - one.sign * one.amount.quantity.value
        if base > 0:
            yield _against(case, one, current, (base,), None, Level.WARNING)
    known = _last_year(case, one)
    if known is not None:
        yield _against(case, one, current, known.figures, known, Level.WARNING)


def _last_year(case: Case, one: Change) -> Known | None:
    """Return what the report of the year before has for the count, when it can be compared."""
    previous = case.previous
    found = next((s for s in applications_in(case, one.saying) if s.figure is one.current), None)
    figure = one.rate or one.amount
    compared = figure is not None and (
        figure.key("base") or "同比" in one.saying.sentence_around(figure.start)
    )
    if previous is None or previous.form is None or found is None or not compared:
        return None
    keys = MEASURED.get(found.measure)
    if keys is None or found.whose is not Whose.OWN:
        return None
    form = forms()[previous.form]
    rows = [ledger.row(previous, form, f"applications.{key}") for key in keys]
    received = ledger.row(previous, form, "applications.received")
    both = received.plus(ledger.row(previous, form, "applications.carried_in"), "")
    known = [row for row in (*rows, both) if row.figures and not row.blank and not row.unread]
    if not known:
        return None
    figures = tuple(dict.fromkeys(value for row in known for value in row.figures))
    return Known("上一年度报告表三本年新收", figures, known[0].cells)


def _against(
    case: Case,
    one: Change,
    current: Decimal,
    bases: tuple[Decimal, ...],
    known: Known | None,
    level: Level,
) -> Finding | None:
    usable = [base for base in bases if base > 0]
    if not usable or any(_fits(one, current, base) for base in usable):
        return None
    close = any(_nearly_fits(one, current, base) for base in usable)
    return _finding(case, one, current, usable[0], known, Level.NOTE if close else level)


def _fits(one: Change, current: Decimal, base: Decimal) -> bool:
    difference = (current - base) * one.sign
    if difference < 0:
        return False
    amount = one.amount is None or one.amount.quantity.allows(difference)
    return amount and (one.rate is None or one.rate.quantity.allows(difference / base * HUNDRED))


def _nearly_fits(one: Change, current: Decimal, base: Decimal) -> bool:
    difference = (current - base) * one.sign
    if one.rate is None or difference < 0:
        return False
    amount = one.amount is None or one.amount.quantity.allows(difference)
    gap = abs(difference / base * HUNDRED - one.rate.quantity.value)
    return amount and gap < max(one.rate.quantity.unit_of_last_digit, Decimal("0.1"))


def _finding(
    case: Case, one: Change, current: Decimal, base: Decimal, known: Known | None, level: Level
) -> Finding:
    shown = one.rate if one.rate is not None else one.amount
    if shown is None:
        raise ValueError("a change has an amount or a rate")
    difference = current - base
    direction = "增长" if difference >= 0 else "下降"
    if shown.quantity.percent:
        right = f"{direction} {as_printed(abs(difference) / base * HUNDRED, shown.quantity)}%"
        if level is Level.NOTE:
            right = f"{direction} {(abs(difference) / base * HUNDRED).quantize(Decimal('0.1'))}%"
    else:
        right = f"{direction} {number(abs(difference))}{shown.unit}"
    source = known.label if known is not None else "句中上年数"
    extra: tuple[Place, ...] = ()
    if known is not None and case.previous is not None:
        extra = cell_places(case.previous, known.cells)
    return finding(
        "A-05",
        f"正文“{quoted(one.saying, one.figures)}”：{source}为 {number(base)}，本年为 {number(current)}，"
        f"应为{right}，请核对。",
        message_en=f"From {number(base)} to {number(current)} is not {said(one.saying, shown)}.",
        subject=f"正文·同比·{one.current.noun}",
        places=(*places(case, one.saying, one.figures), *extra),
        basis=BASIS,
        expected=right,
        actual=said(one.saying, shown),
        level=level,
    )
