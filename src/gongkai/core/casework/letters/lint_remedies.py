"""Remedies in a reply (救济途径校核): organ, court, terms and their order on the day of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.casework.letters.lint_findings import LetterFinding, Read, folded
from gongkai.core.kernel.findings import Level
from gongkai.core.law import remedies
from gongkai.core.law.articles import in_chinese
from gongkai.core.law.remedies import Advice
from gongkai.core.law.replies import RemedyCode

_DIRECT_SUIT = re.compile(r"(?:或者|也可以|可以)[^。；]{0,40}个月内[^。；]{0,40}提起行政诉讼")
_MUST_FIRST = re.compile(r"(?:应当|须|必须)[^。；]{0,40}先[^。；]{0,40}申请行政复议")


def check(read: Read) -> Iterator[LetterFinding]:
    """Yield what is wrong with the remedies of a reply; notices carry none."""
    if read.letter.reply is None:
        return
    facts = read.facts
    advice = remedies.advice(
        read.letter.key, facts.dated_on, body=facts.reconsideration_body, court=facts.court
    )
    text = "".join(folded(line.text) for line in read.body)
    if "行政复议" not in text:
        yield _finding(
            "remedies", "没有写明救济途径。请写明行政复议、行政诉讼的机关、期限和先后次序。", advice
        )
        return
    yield from _organs(read, text, advice)
    yield from _terms(text, advice)
    yield from _order(read, text, advice)


def _organs(read: Read, text: str, advice: Advice) -> Iterator[LetterFinding]:
    named = (
        ("remedies_organ", "行政复议机关", read.facts.reconsideration_body),
        ("remedies_court", "有管辖权的人民法院", read.facts.court),
    )
    for code, label, name in named:
        if not name or folded(name) not in text:
            shown = f"“{name}”" if name else ""
            yield _finding(code, f"救济途径没有写明{label}{shown}。请补写。", advice)


def _terms(text: str, advice: Advice) -> Iterator[LetterFinding]:
    if not _says(text, advice.reconsideration_days, "日内"):
        sentence = (
            f"救济途径没有写明申请行政复议的期限（{advice.reconsideration_days}日）。请补写。"
        )
        yield _finding("remedies_term", sentence, advice)
    direct = advice.code is RemedyCode.DIRECT or advice.scope
    if direct and not _says(text, advice.litigation_months, "个月内"):
        sentence = f"救济途径没有写明提起行政诉讼的期限（{advice.litigation_months}个月）。请补写。"
        yield _finding("remedies_term", sentence, advice)


def _says(text: str, number: int, unit: str) -> bool:
    return any(f"{shown}{unit}" in text for shown in (str(number), in_chinese(number)))


def _order(read: Read, text: str, advice: Advice) -> Iterator[LetterFinding]:
    document = read.letter.printed_title
    must_first = _MUST_FIRST.search(text) is not None
    if advice.code is RemedyCode.FIRST and not must_first:
        sentence = (
            f"{read.facts.dated_on}作出的“{document}”须写明应当先申请行政复议，"
            "对复议决定不服再提起行政诉讼。请改写救济途径。"
        )
        yield _finding("remedies_order", sentence, advice)
    elif advice.code is RemedyCode.FIRST and not advice.scope and _DIRECT_SUIT.search(text):
        sentence = f"“{document}”属于复议前置，不能写可以直接提起行政诉讼。请改写救济途径。"
        yield _finding("remedies_order", sentence, advice)
    elif advice.code is RemedyCode.DIRECT and must_first:
        sentence = f"“{document}”不属于复议前置，可以选择行政复议或者行政诉讼。请改写救济途径。"
        yield _finding("remedies_order", sentence, advice)


def _finding(code: str, sentence: str, advice: Advice) -> LetterFinding:
    return LetterFinding(
        f"letter.{code}", Level.ERROR, sentence, "、".join(advice.basis), content="remedies"
    )
