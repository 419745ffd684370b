"""From facts to text (套用模板): a letter the handler may edit as a whole.

The text is lines: title, number, addressee, paragraphs, attachments, signature, date. Whatever is
not known yet stands as 【待填：…】, which the lint finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.casework.letters.facts import Detail, LetterFacts, WithheldPart
from gongkai.core.casework.letters.wording import (
    FIELD,
    Letter,
    Part,
    field_notes,
    fields_of,
    letters,
)
from gongkai.core.law import articles, remedies
from gongkai.core.law.articles import in_chinese

SEAL = "（印章）"
UNFILLED = "【待填"
__all__ = ["fields_of", "merge"]


def merge(kind: str, facts: LetterFacts) -> str:
    """Return the letter of ``kind`` as text.

    Raises:
        KeyError: There is no such kind, or a withheld part names a ground that does not exist.
        TooEarlyError: The law that the templates follow was not in force on the day of the letter.
    """
    letter = letters()[kind]
    _check_day(letter, facts)
    return "\n".join(_lines(letter, facts)) + "\n"


class TooEarlyError(ValueError):
    """There is no template for a letter of that day."""


def _check_day(letter: Letter, facts: LetterFacts) -> None:
    since = articles.acts()["ogi"].in_force
    if since is not None and facts.dated_on < since:
        raise TooEarlyError(
            f"“{letter.title}”的日期是 {facts.dated_on}，现行《条例》自 {since} 起施行，没有此前的模板"
        )


def _lines(letter: Letter, facts: LetterFacts) -> Iterator[str]:
    yield letter.printed_title
    if letter.numbered:
        yield facts.number or _unfilled("文号")
    yield ""
    if not letter.lines:
        yield f"{_addressee(letter, facts)}："
    yield ""
    for part in parts_of(letter, facts):
        yield from paragraphs(part, letter, facts)
    if facts.attachments:
        yield ""
        yield from attachment_lines(facts.attachments)
    yield ""
    yield f"{facts.body or _unfilled('机关名称')}{SEAL}"
    yield in_words(facts.dated_on)


def parts_of(letter: Letter, facts: LetterFacts) -> tuple[Part, ...]:
    """Return the parts of a letter that apply to the facts."""
    present = situation(letter, facts)
    return tuple(part for part in letter.parts if not part.when or part.when in present)


def situation(letter: Letter, facts: LetterFacts) -> frozenset[str]:
    """Return the circumstances of the facts and those that follow from the kind of letter."""
    present = set(facts.situation)
    if letter.reply is not None:
        present.add("remedies")
        if supplies(letter, facts):
            present.add("supplies")
    return frozenset(present)


def supplies(letter: Letter, facts: LetterFacts) -> bool:
    """Return whether something is supplied with a reply: its outcome says so, or there are papers."""
    if letter.reply is None:
        return False
    given = letter.reply.key in ("granted.given", "partly_granted")
    return given or bool(facts.attachments)


def paragraphs(part: Part, letter: Letter, facts: LetterFacts) -> list[str]:
    """Return the lines of one part, its list included."""
    lines = [merged(part.text, letter, facts)]
    if part.list:
        value = facts.details.get(part.list, "")
        entries = [each.strip() for each in str(value).splitlines() if each.strip()]
        lines += [f"{n}. {each}" for n, each in enumerate(entries, 1)] or [
            _unfilled(_label(part.list))
        ]
    if part.each == "withheld":
        lines += [_withheld(n, each) for n, each in enumerate(facts.withheld, 1)] or [
            _unfilled("不予公开的部分及其依据、理由")
        ]
    return lines


def _withheld(number: int, part: WithheldPart) -> str:
    return (
        f"（{in_chinese(number)}）{part.what}：属于{part.named}，"
        f"依据《条例》{part.article}，理由：{part.reason}。"
    )


def attachment_lines(names: tuple[str, ...]) -> list[str]:
    """Return the attachments as GB/T 9704 lists them; a single one has no number."""
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [f"{'附件：' if n == 1 else ''}{n}. {name}" for n, name in enumerate(names, 1)]


def merged(text: str, letter: Letter, facts: LetterFacts) -> str:
    """Return ``text`` with its fields filled in; a full stop is not doubled."""

    def fill(match: re.Match[str]) -> str:
        name, optional = match.groups()
        return value_of(name, letter, facts) or ("" if optional else _unfilled(_label(name)))

    filled = FIELD.sub(fill, text)
    for doubled in ("。。", "；。", "，。"):
        filled = filled.replace(doubled, "。")
    return filled


def value_of(name: str, letter: Letter, facts: LetterFacts) -> str:
    """Return what a field is filled with, ``""`` when it is not known."""
    made = {
        "you": lambda: _you(letter, facts),
        "articles": lambda: cited(letter),
        "basis": lambda: letter.basis,
        "remedies": lambda: remedies_of(letter, facts),
    }
    if name in made:
        return made[name]()
    value: Detail | None = getattr(facts, name, None)
    return _words(facts.details.get(name, "") if value is None or value == "" else value)


def _you(letter: Letter, facts: LetterFacts) -> str:
    if letter.to == "body":
        return "贵单位"
    natural = facts.natural_person if letter.to == "applicant" else facts.addressee_natural
    return "你" if natural else "你单位"


def cited(letter: Letter) -> str:
    """Return the articles as a letter cites them: the act's full title, then its articles."""
    if letter.reply is None or not letter.reply.articles:
        return letter.basis
    return f"《{articles.acts()['ogi'].title}》{'、'.join(letter.reply.articles)}"


def remedies_of(letter: Letter, facts: LetterFacts) -> str:
    """Return the sentence on remedies in force on the day of the letter."""
    body = facts.reconsideration_body or _unfilled("行政复议机关")
    court = facts.court or _unfilled("人民法院")
    kind = letter.key if letter.reply is not None else OVERRIDE_AS
    sentence = remedies.advice(kind, facts.dated_on, body=body, court=court).sentence
    told = sentence if letter.reply is not None else sentence.replace("本答复", "本决定")
    return _BESIDE_DIGITS.sub("", told)


_BESIDE_DIGITS = re.compile(r" (?=\d)|(?<=\d) ")
OVERRIDE_AS = "other.other"
"""A decision against a third party carries the remedies of any act that refuses nothing."""


def in_words(day: date) -> str:
    """Return a date as letters print it: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _words(value: Detail) -> str:
    return in_words(value) if isinstance(value, date) else str(value).strip()


def _addressee(letter: Letter, facts: LetterFacts) -> str:
    name = facts.applicant if letter.to == "applicant" else facts.addressee
    return name or _unfilled("收件人")


def _label(name: str) -> str:
    notes = field_notes()
    return notes[name].label if name in notes else LABELS.get(name, name)


LABELS = {
    "applicant": "申请人",
    "request": "申请公开的内容",
    "case_number": "登记编号",
    "received_on": "收到申请之日",
    "extended_to": "延长后的期限",
    "consulted_on": "征求意见之日",
    "online_reconsideration": "在线行政复议渠道",
    "contact": "联系方式",
}


def _unfilled(label: str) -> str:
    return f"{UNFILLED}：{label}】"
