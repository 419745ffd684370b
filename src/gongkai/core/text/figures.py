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

from gongkai.core.text.clauses import CONTENT, Clause, clauses
from gongkai.core.text.numerals import Quantity
from gongkai.core.text.sentences import Paragraph
from gongkai.core.text.tokens import COUNT_UNITS, MONEY_UNITS, Token, tokens

_WORTH_READING = re.compile(
    r"\d|[一二两三四五六七八九十百零][件起宗份条]|(?:未|无|没有|不存在|零)[^。]{0,60}(?:申请|公开|复议|诉讼|费)"
    r"|(?:全部|均|都)[^。]{0,30}(?:答复|办|回复)|[:：]无|为零|均零"
)
UNITS = frozenset({*COUNT_UNITS, *MONEY_UNITS, "%", "‰", "个百分点", "百分点", "倍", ""})
_BOUNDS = {"over": "at_least", "about": "about", "nearly": "nearly"}
_NAMING = frozenset({"noun", "verb", "outcome", "channel", "applicant", "result", "ratio"})
_RECEIVING = frozenset({"receive", "accept", "handle", "occur"})
UNKNOWN = "unknown"


@dataclass(slots=True)
class Figure:
    """A number in a sentence with the words that say what it counts; spans are in the paragraph.

    ``noun`` is a key of the lexicon, ``unknown`` when words the grammar does not know stand between,
    or "" when none is named. ``whole`` is the figure that this one is a part of (其中, 包括,
    brackets). ``context`` is the noun the sentence or its heading speaks of. ``is_open`` marks a list that does not claim to be complete (主要, 等).
    """

    quantity: Quantity
    unit: str
    start: int
    end: int
    clause: Clause
    words: tuple[Token, ...] = ()
    noun: str = ""
    time: str = ""
    planned: bool = False
    is_open: bool = False
    whole: Figure | None = None
    inherited: bool = False
    context: str = ""
    inner: bool = False

    def key(self, kind: str) -> str:
        """Return the key of the word of this kind nearest to the number, or ""."""
        return next((word.key for word in reversed(self.words) if word.kind == kind), "")

    def keys(self, kind: str) -> list[str]:
        """Return the keys of all words of this kind bound to the number, in order."""
        return list(dict.fromkeys(word.key for word in self.words if word.kind == kind))


@dataclass(frozen=True, slots=True)
class Zero:
    """A statement that there was none: 未收到…申请, 无…行政复议; ``noun`` is what there was none of."""

    noun: str
    start: int
    end: int
    clause: Clause
    time: str


@dataclass(frozen=True, slots=True)
class Completion:
    """A statement that everything was answered or concluded: 全部答复, 均按期办结."""

    verb: str
    timely: bool
    noun: str
    start: int
    end: int
    clause: Clause
    time: str


@dataclass(slots=True)
class Discourse:
    """What a paragraph says: figures and statements in order."""

    figures: list[Figure] = field(default_factory=list)
    zeros: list[Zero] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)


def is_worth_reading(text: str) -> bool:
    """Return whether a stretch of text can hold a figure or a statement at all."""
    return _WORTH_READING.search(text) is not None


def read(paragraph: Paragraph, sentences: Iterable[tuple[int, int]], topic: str = "") -> Discourse:
    """Return what the sentences of a paragraph say; ``topic`` is the noun its heading names."""
    reader = _Reader(paragraph.text, topic)
    for number, (start, end) in enumerate(sentences):
        if is_worth_reading(paragraph.text[start:end]):
            reader.sentence(number, start, end)
    return reader.discourse


@dataclass(slots=True)
class _Reader:
    """The state that runs from clause to clause: the noun last named, the open list, the time."""

    text: str
    topic: str
    discourse: Discourse = field(default_factory=Discourse)
    noun: str = ""
    pending: tuple[Token, ...] = ()
    whole: Figure | None = None
    listing: bool = False
    is_open: bool = False
    inner: bool = False
    time: str = ""

    def sentence(self, number: int, start: int, end: int) -> None:
        found = list(clauses(tokens(self.text, start, end), start, end, number))
        self.listing = self.is_open = self.inner = False
        self.pending, self.noun = (), ""
        self.time = _head_time(found)
        for clause in found:
            self.discourse.clauses.append(clause)
            self._clause(clause)

    def _clause(self, clause: Clause) -> None:
        self.discourse.zeros.extend(_zeros(clause, self.topic, self._time_of(clause)))
        bound = _bind(clause)
        if not bound:
            self._remember(clause)
            self._since(clause)
            self._completion(clause)
            return
        for index, words in bound:
            self._figure(clause, index, words)
        self._since(clause)
        self._completion(clause)

    def _since(self, clause: Clause) -> None:
        """Give the figure before a bracket the time that the bracket names: 214件（2019年以来）."""
        if clause.before == "（" and self.discourse.figures and not clause.has("number"):
            time = _time(clause.tokens)
            if time.startswith("since") or time == "partial":
                self.discourse.figures[-1].time = time

    def _remember(self, clause: Clause) -> None:
        """Keep the words of a clause without numbers for the first number after it."""
        named = tuple(token for token in clause.tokens if token.kind in _NAMING)
        if named and clause.depth == 0:
            self.pending = named
            nouns = [token.key for token in named if token.kind == "noun"]
            self.noun = nouns[-1] if nouns else self.noun
        if clause.has("scope", "part") or clause.has("scope", "including"):
            self._open_list(clause)

    def _figure(self, clause: Clause, index: int, words: tuple[Token, ...]) -> None:
        token = clause.tokens[index]
        if token.quantity is None or token.unit not in UNITS:
            return
        figure = Figure(token.quantity, token.unit, token.start, token.end, clause, words)
        figure.noun = _noun(clause, index, words)
        figure.time = self._time_of_figure(clause, index, words)
        figure.planned = any(t.kind == "plan" for t in clause.tokens[:index])
        figure.quantity = _hedged(clause, index, token.quantity)
        self._inherit(figure)
        self._place_in_list(figure, clause, index)
        self.discourse.figures.append(figure)

    def _inherit(self, figure: Figure) -> None:
        """Fill in what the clause leaves out from the clauses before it in the sentence."""
        naming = [word for word in figure.words if word.kind in _NAMING]
        if not naming and self.pending:
            figure.words, figure.inherited = self.pending, True
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
        last = max((i for i in range(index) if clause.tokens[i].kind == "number"), default=-1)
        before = clause.tokens[last + 1 : index]
        if any(t.kind == "scope" and t.key in ("part", "including") for t in before):
            self.inner = self.listing and self._has_parts()
            self._open_list(clause)
        elif self._follows_figure(clause) and (
            clause.before == "：" or (before and before[0].key == "respectively")
        ):
            self._open_list(clause)
        if any(t.kind == "scope" and t.key == "open" for t in clause.tokens):
            self.is_open = self.listing or self.is_open
            figure.is_open = True
        bracketed = clause.depth > 0
        if self.listing and (self.whole is None or self.whole.clause.sentence != clause.sentence):
            self.whole = self._total_before(figure)
        if bracketed and self.discourse.figures and clause.before == "（":
            figure.whole = self.discourse.figures[-1]
        elif self.listing and self.whole is not None and self.whole is not figure:
            figure.whole, figure.inner = self.whole, self.inner
            figure.is_open = figure.is_open or self.is_open
        elif not bracketed and _can_be_total(figure):
            self.whole = figure

    def _total_before(self, figure: Figure) -> Figure | None:
        """Return what 其中 at the head of a sentence divides: the largest total of the one before."""
        found = [one for one in self.discourse.figures if one.whole is None and _can_be_total(one)]
        last = max((one.clause.sentence for one in found), default=-1)
        same = [o for o in found if o.clause.sentence == last and o.unit == figure.unit]
        return max(same, key=lambda one: one.quantity.value, default=None)

    def _has_parts(self) -> bool:
        return any(figure.whole is self.whole for figure in self.discourse.figures[-1:])

    def _follows_figure(self, clause: Clause) -> bool:
        last = self.discourse.figures[-1:]
        return bool(last) and last[0].clause.end == clause.start - 1

    def _open_list(self, clause: Clause) -> None:
        if clause.depth == 0:
            self.listing = True
            self.is_open = clause.has("scope", "open")

    def _completion(self, clause: Clause) -> None:
        found = next((t for t in clause.tokens if t.kind == "all"), None)
        if found is None or clause.has("negation"):
            return
        verb = next(
            (
                t
                for t in clause.tokens
                if t.kind == "verb" and t.key in ("conclude", "answer") and t.start >= found.start
            ),
            None,
        )
        if verb is None:
            return
        timely = any(t.kind == "timely" for t in clause.tokens)
        noun = self.noun or self.topic
        self.discourse.completions.append(
            Completion(verb.key, timely, noun, found.start, verb.end, clause, self._time_of(clause))
        )

    def _time_of_figure(self, clause: Clause, index: int, words: tuple[Token, ...]) -> str:
        """Return the time of a number: by its own words, by the head of its clause, by the sentence."""
        head = clause.tokens[: next(i for i, t in enumerate(clause.tokens) if t.kind == "number")]
        carried = any(token.key == "carry" for token in head)
        shared = "" if carried and index > len(head) else _time(head)
        return _time(words) or shared or self.time

    def _time_of(self, clause: Clause) -> str:
        return _time(clause.tokens) or self.time


def _can_be_total(figure: Figure) -> bool:
    """Return whether a figure can be what 其中 divides: no rate, no change, nothing carried over."""
    if figure.quantity.percent or figure.key("change") or figure.key("base"):
        return False
    if figure.time == "last":
        return False
    return not {"carry", "left"} & set(figure.keys("verb"))


def _head_time(found: Sequence[Clause]) -> str:
    """Return the time that rules the sentence: the first named before or beside its first number."""
    for clause in found:
        numbers = [i for i, token in enumerate(clause.tokens) if token.kind == "number"]
        time = _time(clause.tokens[: numbers[0]] if numbers else clause.tokens)
        if time or numbers:
            return time
    return ""


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


def _bind(clause: Clause) -> list[tuple[int, tuple[Token, ...]]]:
    """Return, for each number of the clause, the content words that belong to it."""
    numbers = [i for i, token in enumerate(clause.tokens) if token.kind == "number"]
    if not numbers:
        return []
    shared = _respectively(clause, numbers)
    if shared:
        return shared
    before = _content(clause.tokens[: numbers[0]])
    backward = any(token.kind in _NAMING for token in before)
    found = []
    for place, index in enumerate(numbers):
        left_from = numbers[place - 1] + 1 if place else 0
        right_to = numbers[place + 1] if place + 1 < len(numbers) else len(clause.tokens)
        left = _after_mark(clause.tokens[left_from:index]) if place else clause.tokens[:index]
        right = _before_mark(clause.tokens[index + 1 : right_to], last=place + 1 == len(numbers))
        words = _content(left)
        if not any(word.kind in _NAMING for word in words) and (not backward or place):
            words = (*words, *_content(right))
        elif place + 1 == len(numbers):
            words = _completed(words, right)
        found.append((index, words))
    return found


def _after_mark(found: Sequence[Token]) -> Sequence[Token]:
    marks = [i for i, token in enumerate(found) if token.kind == "mark"]
    return found[marks[0] + 1 :] if marks else found


def _before_mark(found: Sequence[Token], *, last: bool) -> Sequence[Token]:
    if last:
        return found
    marks = [i for i, token in enumerate(found) if token.kind == "mark"]
    return found[: marks[0]] if marks else ()


def _content(found: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(token for token in found if token.kind in CONTENT)


def _completed(words: tuple[Token, ...], right: Sequence[Token]) -> tuple[Token, ...]:
    """Add to words before a number what only stands behind it: 收到5件申请, 申请3件予以公开."""
    stop = next((i for i, token in enumerate(right) if token.kind == "all"), len(right))
    kinds = {word.kind for word in words}
    only_noun = kinds <= {"noun"}
    extra = [
        token
        for token in right[:stop]
        if (token.kind == "noun" and "noun" not in kinds)
        or (only_noun and token.kind in ("verb", "outcome", "channel", "result"))
    ]
    return (*words, *extra) if not extra or extra[0].kind != "noun" else (*extra, *words)


def _respectively(
    clause: Clause, numbers: Sequence[int]
) -> list[tuple[int, tuple[Token, ...]]] | None:
    """Bind 予以公开、部分公开分别为5件、3件 in order, when there are as many words as numbers."""
    head = clause.tokens[: numbers[0]]
    if len(numbers) < 2 or not any(t.key == "respectively" for t in head):
        return None
    for kind in ("outcome", "channel", "applicant", "result", "noun", "verb"):
        listed = [token for token in head if token.kind == kind]
        if len(listed) == len(numbers):
            rest = tuple(t for t in _content(head) if t.kind != kind)
            return [(index, (*rest, word)) for index, word in zip(numbers, listed, strict=True)]
    return None


def _noun(clause: Clause, index: int, words: Sequence[Token]) -> str:
    """Return the noun a number counts; ``unknown`` when words the grammar does not know part them."""
    right = clause.tokens[index + 1 :]
    if right and right[0].kind == "noun" and right[0].start - clause.tokens[index].end <= 1:
        return _right_noun(clause, index)
    nouns = [word for word in words if word.kind == "noun"]
    if not nouns:
        return "" if _is_joined_to_word(clause, index, words) else UNKNOWN
    nearest = nouns[-1]
    position = clause.position(nearest.start)
    if position > index:
        return _right_noun(clause, index)
    named = [word for word in words if nearest.end <= word.start < clause.tokens[index].start]
    anchor = clause.position(named[-1].start) if named else position
    return nearest.key if clause.joined(anchor, index) else UNKNOWN


def _right_noun(clause: Clause, index: int) -> str:
    nouns = []
    for position in range(index + 1, len(clause.tokens)):
        token = clause.tokens[position]
        if token.kind in ("number", "mark", "all"):
            break
        if token.kind == "noun":
            nouns.append(position)
    if not nouns:
        return ""
    last = nouns[-1]
    tail = last + 1 < len(clause.tokens) and clause.tokens[last + 1].kind in (
        "mark",
        "number",
        "all",
    )
    clear = clause.joined_to_end(last) or (tail and clause.joined(last, last + 1))
    return clause.tokens[last].key if clear else UNKNOWN


def _is_joined_to_word(clause: Clause, index: int, words: Sequence[Token]) -> bool:
    naming = [word for word in words if word.kind in _NAMING]
    if not naming:
        left = [t for t in clause.tokens[:index] if t.kind != "mark"]
        start = left[-1].end if left else clause.start
        return start == clause.tokens[index].start
    nearest = naming[-1]
    position = clause.position(nearest.start)
    if position > index:
        first = clause.position(naming[0].start)
        return clause.joined(index, first)
    return clause.joined(position, index)


def _hedged(clause: Clause, index: int, found: Quantity) -> Quantity:
    if index == 0 or found.bound or clause.tokens[index - 1].end != clause.tokens[index].start:
        return found
    before = clause.tokens[index - 1]
    bound = _BOUNDS.get(before.key, "") if before.kind == "filler" else ""
    if not bound:
        return found
    return Quantity(found.value, found.unit_of_last_digit, bound, found.percent)


def _zeros(clause: Clause, topic: str, time: str) -> list[Zero]:
    found = clause.tokens
    place = next((i for i, t in enumerate(found) if t.kind == "negation"), None)
    if place is None or clause.has("plan") or any(t.key == "hinder" for t in found):
        return []
    if any(t.kind == "number" and t.unit in COUNT_UNITS for t in found[place:]):
        return []
    start, end = found[place].start, found[-1].end
    return [Zero(noun, start, end, clause, time) for noun in _none_of(clause, place, topic)]


def _none_of(clause: Clause, place: int, topic: str) -> list[str]:
    after = clause.tokens[place + 1 :]
    nouns = [token for token in after if token.kind == "noun"]
    if not nouns:
        return _none_before(clause, place, topic)
    keys = [token.key for token in nouns]
    if keys[-1] == "request" and "application" in keys:
        keys[-1] = "application"
    last = clause.position(nouns[-1].start)
    remedies = [key for key in dict.fromkeys(keys) if key in ("reconsideration", "litigation")]
    if remedies:
        tail = [token for token in nouns if token.key in remedies][-1]
        return remedies if _ends_after(clause, clause.position(tail.start)) else []
    if not _ends_after(clause, last):
        return []
    verbs = {token.key for token in after if token.kind == "verb"}
    if keys[-1] in ("application", "request"):
        needs_verb = clause.tokens[place].key == "not"
        named = verbs <= _RECEIVING and (bool(verbs) or not needs_verb)
        return [keys[-1]] if named else []
    if keys[-1] in ("fees", "processing_fees", "administrative_fees"):
        return [next((k for k in keys if k != "fees" and k.endswith("fees")), "fees")]
    return []


def _none_before(clause: Clause, place: int, topic: str) -> list[str]:
    if place + 1 < len(clause.tokens) and clause.tokens[place + 1].kind in CONTENT:
        return []
    if clause.tokens[place].end < clause.end:
        return []
    nouns = [token for token in clause.tokens[:place] if token.kind == "noun"]
    if nouns:
        keys = dict.fromkeys(token.key for token in nouns)
        remedies = [key for key in keys if key in ("reconsideration", "litigation")]
        clear = clause.joined(clause.position(nouns[-1].start), place)
        return (remedies or [nouns[-1].key]) if clear else []
    return [topic] if topic and clause.before == "：" and place == 0 else []


def _ends_after(clause: Clause, position: int) -> bool:
    """Return whether at most two unknown characters stand between a word and the clause's end."""
    covered = sum(token.end - token.start for token in clause.tokens[position:])
    return clause.end - clause.tokens[position].start - covered <= 2
