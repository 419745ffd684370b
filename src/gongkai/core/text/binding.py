"""Which words of a clause belong to which of its numbers (归属), and which noun a number counts."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.text.clauses import CONTENT, NAMING, Clause
from gongkai.core.text.numerals import Quantity
from gongkai.core.text.tokens import Token

UNKNOWN = "unknown"
_BOUNDS = {"over": "at_least", "about": "about", "nearly": "nearly"}
_AFTER_A_NOUN = frozenset(("verb", "outcome", "channel", "result"))
_LISTED = ("outcome", "channel", "applicant", "result", "noun", "verb")

Words = tuple[Token, ...]


def bind(clause: Clause) -> list[tuple[int, Words]]:
    """Return, for each number of the clause, its index and the words that belong to it.

    Words before a number belong to it; when no naming word stands before the first number, words
    belong to the number before them (2件为网络申请、4件为信函申请).
    """
    numbers = clause.numbers
    if len(numbers) == 1:
        return [(numbers[0], _of_only_number(clause, numbers[0]))]
    shared = _respectively(clause, numbers)
    if shared:
        return shared
    backward = any(token.kind in NAMING for token in clause.tokens[: numbers[0]])
    found = []
    for place, index in enumerate(numbers):
        is_last = place + 1 == len(numbers)
        right_to = len(clause.tokens) if is_last else numbers[place + 1]
        left: Sequence[Token] = clause.tokens[: numbers[0]]
        if place:
            left = _after_mark(clause.tokens[numbers[place - 1] + 1 : index])
        right = clause.tokens[index + 1 : right_to]
        words = _content(left)
        if not _names(words) and (not backward or place):
            words = (*words, *_content(right if is_last else _before_mark(right)))
        elif is_last:
            words = _completed(words, right)
        found.append((index, words))
    return found


def _of_only_number(clause: Clause, index: int) -> Words:
    words, right = _content(clause.tokens[:index]), clause.tokens[index + 1 :]
    if not right:
        return words
    return _completed(words, right) if _names(words) else (*words, *_content(right))


def _names(words: Sequence[Token]) -> bool:
    return any(word.kind in NAMING for word in words)


def _content(found: Sequence[Token]) -> Words:
    return tuple([token for token in found if token.kind in CONTENT])


def _after_mark(found: Sequence[Token]) -> Sequence[Token]:
    marks = [i for i, token in enumerate(found) if token.kind == "mark"]
    return found[marks[0] + 1 :] if marks else found


def _before_mark(found: Sequence[Token]) -> Sequence[Token]:
    marks = [i for i, token in enumerate(found) if token.kind == "mark"]
    return found[: marks[0]] if marks else ()


def _completed(words: Words, right: Sequence[Token]) -> Words:
    """Add to words before a number what only stands behind it: 收到5件申请, 申请3件予以公开."""
    kinds = {word.kind for word in words if word.kind in NAMING}
    only_noun = kinds == {"noun"}
    extra = []
    for token in right:
        if token.kind == "all":
            break
        if (token.kind == "noun" and "noun" not in kinds) or (
            only_noun and token.kind in _AFTER_A_NOUN
        ):
            extra.append(token)
    if extra and extra[0].kind == "noun":
        return (*extra, *words)
    return (*words, *extra)


def _respectively(clause: Clause, numbers: Sequence[int]) -> list[tuple[int, Words]] | None:
    """Bind 予以公开、部分公开分别为5件、3件 in order, when there are as many words as numbers."""
    head = clause.tokens[: numbers[0]]
    if not any(token.key == "respectively" for token in head):
        return None
    for kind in _LISTED:
        listed = [token for token in head if token.kind == kind]
        if len(listed) == len(numbers):
            rest = tuple(token for token in _content(head) if token.kind != kind)
            return [(index, (*rest, word)) for index, word in zip(numbers, listed, strict=True)]
    return None


def noun_of(clause: Clause, index: int, words: Words) -> str:
    """Return the noun a number counts; ``unknown`` when words the grammar does not know part them."""
    token, right = clause.tokens[index], clause.tokens[index + 1 :]
    if right and right[0].kind == "noun" and right[0].start - token.end <= 1:
        return _right_noun(clause, index)
    nouns = [word for word in words if word.kind == "noun"]
    if not nouns:
        return "" if _is_joined_to_word(clause, index, words) else UNKNOWN
    nearest = nouns[-1]
    if nearest.start > token.start:
        return _right_noun(clause, index)
    named = [w for w in words if w.kind in NAMING and nearest.end <= w.start < token.start]
    anchor = clause.position((named[-1] if named else nearest).start)
    return nearest.key if clause.joined(anchor, index) else UNKNOWN


def _right_noun(clause: Clause, index: int) -> str:
    found = clause.tokens
    last = index
    for position in range(index + 1, len(found)):
        if found[position].kind in ("number", "mark", "all"):
            break
        if found[position].kind == "noun":
            last = position
    if last == index:
        return ""
    stops = last + 1 < len(found) and found[last + 1].kind in ("mark", "number", "all")
    clear = clause.joined_to_end(last) or (stops and clause.joined(last, last + 1))
    return found[last].key if clear else UNKNOWN


def _is_joined_to_word(clause: Clause, index: int, words: Words) -> bool:
    naming = [word for word in words if word.kind in NAMING]
    found, start = clause.tokens, clause.tokens[index].start
    if not naming:
        before = next(
            (found[i].end for i in range(index - 1, -1, -1) if found[i].kind != "mark"), 0
        )
        return max(before, clause.start) == start
    if naming[-1].start > start:
        return clause.joined(index, clause.position(naming[0].start))
    return clause.joined(clause.position(naming[-1].start), index)


def hedged(clause: Clause, index: int) -> Quantity | None:
    """Return the quantity of a number, hedged by the word before it: 约, 近, 超过."""
    found = clause.tokens[index].quantity
    if found is None or index == 0 or found.bound:
        return found
    before = clause.tokens[index - 1]
    bound = _BOUNDS.get(before.key, "") if before.kind == "filler" else ""
    if not bound or before.end != clause.tokens[index].start:
        return found
    return Quantity(found.value, found.unit_of_last_digit, bound, found.percent)
