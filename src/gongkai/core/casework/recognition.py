"""Recognising repeated, mass and petition-like applications (识别): hints with reasons; a person decides."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters, requests
from gongkai.core.law.articles import cite
from gongkai.core.law.parameters import Scalar

PUNCTUATION = re.compile(r"[\W_]+")
EMPTY_WORDS = re.compile(
    r"(请|本人|我|现|特|向|贵局|贵单位|依法|申请|要求|公开|提供|关于|有关|相关|的|政府信息)"
)


@dataclass(frozen=True, slots=True)
class Request:
    """One matter asked for: who (an opaque key), what, when, and whether it was answered."""

    key: int
    applicant: str
    description: str
    received_on: date
    answered_on: date | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier request that looks the same; ``likeness`` is 0 to 1."""

    earlier: Request
    likeness: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of wording that is not a request for information."""

    key: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    signs: tuple[Sign, ...]
    informative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Petition:
    """What makes an application look like a petition: the words met by kind, and the hint."""

    found: Mapping[str, tuple[str, ...]]
    informative: tuple[str, ...]
    reason: Reason

    @property
    def strong(self) -> bool:
        """Return whether nothing in the text speaks for a request for information."""
        return not self.informative


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of what is really asked for."""
    plain = EMPTY_WORDS.sub("", PUNCTUATION.sub("", text))
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain})


def likeness(one: str, other: str) -> float:
    """Return how alike two descriptions are, 0 to 1: shared pairs over all pairs (Dice)."""
    left, right = pairs(one), pairs(other)
    return 2 * len(left & right) / (len(left) + len(right))


def repeats(
    request: Request, earlier: Iterable[Request], chosen: Mapping[str, Scalar] | None = None
) -> tuple[Candidate, ...]:
    """Return the same applicant's earlier requests for the same information, likest first.

    《条例》第三十六条第（六）项: only what was already answered is not handled again; an open one is
    shown all the same, because both may be handled together.
    """
    least = parameters.at(request.received_on, chosen).number("requests.same_information") / 100
    found = [
        Candidate(each, alike, _repeated(each, alike))
        for each in earlier
        if each.applicant == request.applicant and each.key != request.key
        for alike in (likeness(request.description, each.description),)
        if alike >= least
    ]
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.earlier.key)))


def _repeated(earlier: Request, alike: float) -> Reason:
    state = f"已于 {earlier.answered_on} 答复" if earlier.answered_on else "正在办理，尚未答复"
    sentence = (
        f"同一申请人于 {earlier.received_on} 就相近的内容提出过申请，{state}（相似程度 {alike:.0%}）。"
        "请对照前件判断是否为重复申请。"
    )
    return Reason("repeated", sentence, cite("ogi", 36))


def same_information(
    request: Request, others: Sequence[Request], chosen: Mapping[str, Scalar] | None = None
) -> Reason | None:
    """Return a hint when several applicants asked for the same information, else None (第四十四条)."""
    law = parameters.at(request.received_on, chosen)
    if law.find("requests.several_applicants") is None:
        return None
    least = law.number("requests.same_information") / 100
    alike = {
        each.applicant
        for each in others
        if likeness(request.description, each.description) >= least
    }
    return requests.several_applicants(
        len(alike | {request.applicant}), request.received_on, chosen
    )


@functools.cache
def _words() -> _Words:
    words: _Words = data.load("gongkai.core.casework", "petition_words.yaml", _Words)
    return words


def petition(text: str) -> Petition | None:
    """Return what makes an application look like a petition, complaint, report or enquiry."""
    words = _words()
    found = {
        sign.label: met
        for sign in words.signs
        if (met := tuple(word for word in sign.words if word in text))
    }
    if not found:
        return None
    informative = tuple(word for word in words.informative if word in text)
    listed = "；".join(f"{label}：“{'”“'.join(met)}”" for label, met in found.items())
    doubt = f"文中也有“{'”“'.join(informative)}”等指向具体信息的词语，" if informative else ""
    sentence = (
        f"申请内容含有{listed}。{doubt}请判断是否以申请公开的形式进行信访、投诉、举报等活动；"
        "确属的，告知不作为政府信息公开申请处理，并可以告知相应渠道。"
    )
    return Petition(found, informative, Reason("petition", sentence, cite("ogi", 39)))


def subjects(requests_: Iterable[Request], least: float) -> tuple[tuple[Request, ...], ...]:
    """Return requests for the same information together, those asked for by most applicants first.

    Only subjects that several applicants asked for; each request stands with the first one that it
    is like (``least`` is 0 to 1).
    """
    groups: list[list[Request]] = []
    for each in requests_:
        for group in groups:
            if likeness(group[0].description, each.description) >= least:
                group.append(each)
                break
        else:
            groups.append([each])
    several = [tuple(group) for group in groups if len({one.applicant for one in group}) > 1]
    return tuple(sorted(several, key=lambda group: -len({one.applicant for one in group})))
