"""The grammar of administrative sentences (数字语句): a paragraph in, figures and statements out.

A number belongs to the words before it in its clause (网络申请2件) or, when nothing stands before
it, to those behind it (2件为网络申请). What a clause leaves out is taken from the clauses before.
Words between a noun and its number that the lexicon does not know make the noun ``unknown``: the
grammar would rather not understand than misunderstand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.core.text.binding import UNKNOWN, Words, bind, hedged, noun_of
from gongkai.core.text.clauses import NAMING, Clause, clauses
from gongkai.core.text.numerals import Quantity
from gongkai.core.text.sentences import Paragraph
from gongkai.core.text.statements import Completion, Zero, completion, zeros
from gongkai.core.text.tokens import COUNT_UNITS, MONEY_UNITS, Token, tokens

__all__ = ["UNKNOWN", "Completion", "Discourse", "Figure", "Zero", "is_worth_reading", "read"]

# It begins with one class of characters so that the search passes over all others at once; what
# stands behind that character then tells by looking back which of them it was.
_WORTH_READING = re.compile(
    r"[\d一二两三四五六七八九十百零未无没不全均都为：]"
    r"(?:(?<=\d)(?![\d,.年月日号〕\]:/—-])|(?<=[一二两三四五六七八九十百零])[件起宗份条]|(?<=百)分之"
    r"|(?:(?<=[未无零])|(?<=没)有|(?<=不)存在)[^。]{0,60}(?:申请|公开|复议|诉讼|费|规范性文件|规章|许可|处罚|强制)"
    r"|(?:(?<=全)部|(?<=[均都]))[^。]{0,30}(?:答复|办|回复)|(?<=：)无|(?<=[为均])零)"
)
_TIMES = ("time", "year")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))
CLAUSES_BEFORE = 3
LONGEST_SENTENCE = 3_000
_UNITS = frozenset((*COUNT_UNITS, *MONEY_UNITS, "%", "‰", "个百分点", "百分点", "倍", ""))


@dataclass(slots=True, eq=False)
class Figure:
    """A number in a sentence with the words that say what it counts; spans are in the paragraph.

    ``noun`` is a key of the lexicon, ``unknown`` when words the grammar does not know stand between,
    or "" when none is named. ``whole`` is the figure that this one is a part of (其中, 包括,
    brackets). ``context`` is the noun the sentence or its heading speaks of. ``inner`` marks a part
    named after a second 其中, which may divide the part before it. ``is_open`` marks a list that does
    not claim to be complete (主要, 等).
    """

    quantity: Quantity
    unit: str
    start: int
    end: int
    clause: Clause
    words: Words = ()
    noun: str = ""
    time: str = ""
    planned: bool = False
    is_open: bool = False
    whole: Figure | None = None
    context: str = ""
    inner: bool = False

    def key(self, kind: str) -> str:
        """Return the key of the word of this kind nearest to the number, or ""."""
        found = ""
        for word in self.words:
            if word[0] == kind:
                found = word[1]
        return found

    def keys(self, kind: str) -> list[str]:
        """Return the keys of all words of this kind bound to the number, in order."""
        return list(dict.fromkeys([word[1] for word in self.words if word[0] == kind]))


@dataclass(slots=True)
class Discourse:
    """What a paragraph says: figures and statements in order."""

    figures: list[Figure] = field(default_factory=list)
    zeros: list[Zero] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)


def is_worth_reading(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of text can hold a figure or a statement at all."""
    return _WORTH_READING.search(text, start, end) is not None


def read(paragraph: Paragraph, sentences: Iterable[tuple[int, int]], topic: str = "") -> Discourse:
    """Return what the sentences of a paragraph say; ``topic`` is the noun its heading names.

    A sentence longer than any that people write is left unread, so that rubbish costs no time.
    """
    reader = _Reader(paragraph.text, topic)
    for number, (start, end) in enumerate(sentences):
        if end - start > LONGEST_SENTENCE:
            continue
        worth = _WORTH_READING.search(paragraph.text, start, end)
        if worth is not None:
            reader.sentence(number, start, end, worth.start())
    return reader.discourse


@dataclass(slots=True)
class _Reader:
    """The state that runs from clause to clause: the noun last named, the open list, the time."""

    text: str
    topic: str
    discourse: Discourse = field(default_factory=Discourse)
    noun: str = ""
    pending: Words = ()
    whole: Figure | None = None
    bracketed: Figure | None = None
    listing: bool = False
    is_open: bool = False
    inner: bool = False
    time: str = ""

    def sentence(self, number: int, start: int, end: int, worth: int) -> None:
        found = clauses(_tokens(self.text, start, end, worth), start, end, number)
        self.listing = self.is_open = self.inner = False
        self.pending, self.noun = (), ""
        self.time = _head_time(found)
        self.discourse.clauses.extend(found)
        for clause in found:
            self._clause(clause)

    def _clause(self, clause: Clause) -> None:
        discourse, kinds = self.discourse, clause.kinds
        if clause.before == "（":
            beside = discourse.figures[-1:]
            here = bool(beside) and beside[0].clause.sentence == clause.sentence
            self.bracketed = beside[0] if here else None
        if "negation" in kinds:
            discourse.zeros.extend(zeros(clause, self.topic, _time_in(clause) or self.time))
        if clause.numbers:
            for index, words in bind(clause):
                self._figure(clause, index, words)
        else:
            self._remember(clause)
        if "all" in kinds and "verb" in kinds:
            time = _time_in(clause) or self.time
            statement = completion(clause, self.noun or self.topic, time)
            if statement is not None:
                discourse.completions.append(statement)

    def _remember(self, clause: Clause) -> None:
        """Keep the words of a clause without numbers for the first number after it."""
        named = tuple([token for token in clause.tokens if token.kind in NAMING])
        if named and clause.depth == 0:
            self.pending = named
            self.noun = next((t.key for t in reversed(named) if t.kind == "noun"), self.noun)
        if "scope" in clause.kinds and _divides(clause.tokens):
            self._open_list(clause)
        if clause.before == "（" and self.discourse.figures:
            # 214件（2019年以来）: the bracket says when
            time = _time_in(clause)
            if time.startswith("since") or time == "partial":
                self.discourse.figures[-1].time = time

    def _figure(self, clause: Clause, index: int, words: Words) -> None:
        token = clause.tokens[index]
        quantity = hedged(clause, index)
        if quantity is None or token.unit not in _UNITS or _is_denied(clause, index, quantity):
            return
        figure = Figure(quantity, token.unit, token.start, token.end, clause, words)
        figure.noun = noun_of(clause, index, words)
        figure.time = self._time_of(clause, index, words)
        if "plan" in clause.kinds:
            figure.planned = any(t.kind == "plan" for t in clause.tokens[:index])
        self._inherit(figure)
        self._place_in_list(figure, clause, index)
        self.discourse.figures.append(figure)

    def _inherit(self, figure: Figure) -> None:
        """Fill in what the clause leaves out from the clauses before it in the sentence."""
        if self.pending and not any(word.kind in NAMING for word in figure.words):
            figure.words = self.pending
            figure.noun = figure.noun or self.noun
        figure.noun = self._resolved(figure.noun)
        if figure.noun:
            self.noun = figure.noun
        elif not figure.quantity.percent:
            figure.noun = self.noun
        figure.context = self.noun or self.topic
        self.pending = ()

    def _resolved(self, noun: str) -> str:
        """Return what a short noun stands for in its context: 申请, 文件."""
        if noun == "request" and "application" in (self.noun, self.topic):
            return "application"
        if noun == "document" and self.noun in ("normative_documents", "rules"):
            return self.noun
        return noun

    def _place_in_list(self, figure: Figure, clause: Clause, index: int) -> None:
        self._note_scope(clause, index)
        if "scope" in clause.kinds and _is_open(clause):
            self.is_open = self.listing or self.is_open
            figure.is_open = True
        if self.listing and (self.whole is None or self.whole.clause.sentence != clause.sentence):
            self.whole = self._total_before(figure)
        if clause.depth and self.bracketed is not None:
            figure.whole = self.bracketed
        elif self.listing and self.whole is not None:
            figure.whole, figure.inner = self.whole, self.inner
            figure.is_open = figure.is_open or self.is_open
        elif not clause.depth and not self.listing and _can_be_total(figure):
            self.whole = figure

    def _note_scope(self, clause: Clause, index: int) -> None:
        """Open a list at 其中, 包括, 分别为 or a colon between a total and its parts."""
        place = clause.numbers.index(index)
        before = clause.tokens[clause.numbers[place - 1] + 1 if place else 0 : index]
        if _divides(before):
            last = self.discourse.figures[-1:]
            self.inner = self.listing and bool(last) and last[0].whole is self.whole
            self._open_list(clause)
        elif clause.before == "：" or (before and before[0].key == "respectively"):
            last = self.discourse.figures[-1:]
            if last and last[0].clause.end == clause.start - 1:
                self._open_list(clause)

    def _total_before(self, figure: Figure) -> Figure | None:
        """Return what 其中 at the head of a sentence divides: the largest total of the one before."""
        found = [
            one
            for one in self.discourse.figures
            if one.whole is None
            and _can_be_total(one)
            and one.clause.sentence < figure.clause.sentence
        ]
        last = max((one.clause.sentence for one in found), default=-1)
        same = [o for o in found if o.clause.sentence == last and o.unit == figure.unit]
        return max(same, key=lambda one: one.quantity.value, default=None)

    def _open_list(self, clause: Clause) -> None:
        if clause.depth == 0:
            self.listing = True
            self.is_open = _is_open(clause)

    def _time_of(self, clause: Clause, index: int, words: Words) -> str:
        """Return the time of a number: by its own words, by the head of its clause, by the sentence."""
        own = _time(words)
        if own or clause.kinds.isdisjoint(_TIMES):
            return own or self.time
        head = clause.tokens[: clause.numbers[0]]
        carried = any(token.key == "carry" for token in head)
        shared = "" if carried and index > len(head) else _time(head)
        return shared or self.time


def _is_denied(clause: Clause, index: int, quantity: Quantity) -> bool:
    """Return whether a one is no count but a denial: 没有发生一起…案件, 无一件超期."""
    if "negation" not in clause.kinds or quantity.value != 1:
        return False
    before = clause.tokens[max(0, index - 2) : index]
    return any(token.kind == "negation" for token in before)


def _divides(found: Sequence[Token]) -> bool:
    return any(t.kind == "scope" and t.key in ("part", "including", "mainly") for t in found)


def _tokens(text: str, start: int, end: int, worth: int) -> list[Token]:
    """Return the tokens of a sentence; of a long lead before ``worth`` only its first clause."""
    cut = worth
    for _ in range(CLAUSES_BEFORE):
        cut = text.rfind(",", start, cut - 1) + 1
        if cut <= start:
            return tokens(text, start, end)
    first = text.find(",", start, cut) + 1
    if first >= cut or any(
        text.count(a, start, cut) != text.count(b, start, cut) for a, b in _PAIRS
    ):
        return tokens(text, start, end)
    # the comma before the cut closes what was left out, so that the next clause begins behind it
    gap = Token("mark", ",", cut - 1, cut)
    return [*tokens(text, start, first), gap, *tokens(text, cut, end)]


def _is_open(clause: Clause) -> bool:
    """Return whether a clause says that its list is not complete: 主要, 等."""
    return clause.has("scope", "open") or clause.has("scope", "mainly")


def _can_be_total(figure: Figure) -> bool:
    """Return whether a figure can be what 其中 divides: no rate, no change, nothing carried over."""
    if figure.quantity.percent or figure.time == "last":
        return False
    return not any(
        word.kind in ("change", "base") or (word.kind == "verb" and word.key in ("carry", "left"))
        for word in figure.words
    )


def _head_time(found: Sequence[Clause]) -> str:
    """Return the time that rules the sentence: the first named before or beside its first number."""
    for clause in found:
        if clause.numbers:
            return _time(clause.tokens[: clause.numbers[0]])
        time = _time_in(clause)
        if time:
            return time
    return ""


def _time_in(clause: Clause) -> str:
    return "" if clause.kinds.isdisjoint(_TIMES) else _time(clause.tokens)


def _time(found: Sequence[Token]) -> str:
    """Return the time words of a clause as one key: a year, this, last, next, partial, since or ""."""
    time = ""
    for token in found:
        if token.kind == "year":
            time = token.key
        elif token.kind == "time":
            if token.key == "since":
                return f"since {time}".strip()
            if token.key == "partial":
                return "partial"
            time = time or token.key
    return time
