"""Statements without a number (判断): that there was none, that all was answered."""

from __future__ import annotations

from gongkai.core.kernel.records import record
from gongkai.core.text.clauses import CONTENT, Clause
from gongkai.core.text.tokens import COUNT_UNITS

_RECEIVING = frozenset(("receive", "accept", "handle", "occur"))
_REMEDIES = ("reconsideration", "litigation")
_FEES = ("fees", "processing_fees", "administrative_fees")
_DOCUMENTS = ("normative_documents", "rules")
_DECISIONS = ("licences", "penalties", "coercive_measures")
_COUNTED = frozenset(COUNT_UNITS)
MOST_UNKNOWN = 4


@record
class Zero:
    """A statement that there was none: 未收到…申请, 无…行政复议; ``noun`` is what there was none of."""

    noun: str
    start: int
    end: int
    clause: Clause
    time: str


@record
class Completion:
    """A statement that everything was answered or concluded: 全部答复, 均按期办结."""

    verb: str
    timely: bool
    noun: str
    start: int
    end: int
    clause: Clause
    time: str


def zeros(clause: Clause, topic: str, time: str) -> list[Zero]:
    """Return what a clause says there was none of; ``topic`` is what its heading names."""
    if "negation" not in clause.kinds or "plan" in clause.kinds:
        return []
    found = clause.tokens
    place = next(i for i, token in enumerate(found) if token.kind == "negation")
    if any(token.key == "hinder" for token in found) or _is_of_some(clause, place):
        return []
    if any(t.quantity and t.unit in _COUNTED and t.quantity.value != 1 for t in found[place:]):
        return []
    start, end = found[place].start, found[-1].end
    return [Zero(noun, start, end, clause, time) for noun in _none_of(clause, place, topic)]


def _is_of_some(clause: Clause, place: int) -> bool:
    """Return whether only some are denied: one channel, one outcome, one kind of applicant."""
    if not clause.kinds & {"outcome", "channel", "result", "applicant"}:
        return False
    after = clause.tokens[place + 1 :]
    if any(token.kind in ("outcome", "channel", "result") for token in after):
        return True
    applicants = {token.key for token in after if token.kind == "applicant"}
    return bool(applicants) and "citizen" not in applicants and len(applicants) == 1


def _none_of(clause: Clause, place: int, topic: str) -> list[str]:
    after = clause.tokens[place + 1 :]
    nouns = [token for token in after if token.kind == "noun"]
    if not nouns:
        return _none_before(clause, place, topic)
    keys = [token.key for token in nouns]
    remedies = [key for key in dict.fromkeys(keys) if key in _REMEDIES]
    if remedies:
        tail = [token for token in nouns if token.key in remedies][-1]
        return remedies if _ends_after(clause, tail.start) else []
    if not _ends_after(clause, nouns[-1].start):
        return []
    if keys[-1] in _FEES:
        return [next((key for key in keys if key.endswith("_fees")), "fees")]
    verbs = {token.key for token in after if token.kind == "verb"}
    if keys[-1] in _DOCUMENTS:
        return keys[-1:] if verbs and verbs <= {"make"} else []
    if keys[-1] in _DECISIONS:
        return keys[-1:] if verbs and verbs <= {"decide", "handle"} else []
    if keys[-1] not in ("application", "request"):
        return []
    needs_verb = clause.tokens[place].key == "not"
    if not verbs <= _RECEIVING or (needs_verb and not verbs):
        return []
    return ["application" if "application" in keys else keys[-1]]


def _none_before(clause: Clause, place: int, topic: str) -> list[str]:
    """Return what stands before a negation that ends its clause: 申请为零, 依申请公开情况：无."""
    found = clause.tokens
    if place + 1 < len(found) and found[place + 1].kind in CONTENT:
        return []
    if found[place].end < clause.end:
        return []
    nouns = [token for token in found[:place] if token.kind == "noun"]
    if not nouns:
        return [topic] if topic and clause.before == "：" and place == 0 else []
    if not clause.joined(clause.position(nouns[-1].start), place):
        return []
    remedies = [key for key in dict.fromkeys(t.key for t in nouns) if key in _REMEDIES]
    return remedies or [nouns[-1].key]


def _ends_after(clause: Clause, start: int) -> bool:
    """Return whether at most a word or two that is unknown stand between a word and the clause's end."""
    return clause.unknown_after(clause.position(start)) <= MOST_UNKNOWN


def completion(clause: Clause, noun: str, time: str) -> Completion | None:
    """Return the statement that all of ``noun`` was answered or concluded, if the clause makes it.

    均按规定登记、审查、答复 tells how work is done, not that it is done: no other act may stand
    between.
    """
    kinds = clause.kinds
    if "all" not in kinds or "verb" not in kinds or kinds & {"negation", "plan"}:
        return None
    all_of = next(token for token in clause.tokens if token.kind == "all")
    for token in clause.tokens:
        if token.kind != "verb" or token.start < all_of.start:
            continue
        if token.key in ("conclude", "answer"):
            timely = "timely" in kinds
            return Completion(token.key, timely, noun, all_of.start, token.end, clause, time)
        if token.key != "handle":
            return None
    return None
