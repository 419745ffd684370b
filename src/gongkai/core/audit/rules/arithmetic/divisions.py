"""Totals of the prose and the parts it names under them (合计与分项), in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.text.figures import Figure

_SUM = re.compile(
    r"(?:以上|上述|[两三四五六七八]类|[两三四五六七八]项|各类|各项)*(?:合计|共计|总计)[为有]?"
)
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
        sentence = whole.clause.sentence
        before = [one for one in figures[:place] if one.clause.sentence == sentence]
        if not before:
            before = [one for one in figures[:place] if one.clause.sentence == sentence - 1]
        parts = tuple(one for one in before if one.whole is None and _is_part(one, whole))
        if len(parts) > 1 and len(parts) == len(before):
            yield Division(saying, whole, parts)


def _is_sum(saying: Saying, figure: Figure) -> bool:
    words = saying.words(figure.clause.start, figure.start)
    return figure.whole is None and _SUM.fullmatch(words) is not None


def _is_part(figure: Figure, whole: Figure) -> bool:
    if figure.unit != whole.unit or figure.unit not in DIVISIBLE or figure.planned or whole.planned:
        return False
    if figure.key("change") or figure.key("base"):
        return False
    if figure.time not in ("", "partial", whole.time):
        return False
    verbs = set(figure.keys("verb"))
    return not verbs & {"carry", "left", "send"} and not (verbs & {"conclude", "answer"})
