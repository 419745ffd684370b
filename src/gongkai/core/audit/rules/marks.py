"""Rules on numbering and personal data (序号、个人信息): S-06, S-08."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, line_place, prose
from gongkai.core.audit.mark_words import mark_words
from gongkai.core.audit.wording import printed_prose, sentences, wording
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import Line

NUMERALS = "零一二三四五六七八九十"
AN_ORDINAL = re.compile(r"[一二三四五六七八九十]是")
ORDINAL = re.compile(r"(?:^|(?<=[。；;：:,，.]))([一二三四五六七八九十]{1,2})是")
SUBHEAD = re.compile(r"(?:^|[。;；.\]])\s*[（(]([一二三四五六七八九十]{1,2})[）)]")
BRACKET = re.compile(r"[（(]")
DOTTED = re.compile(r"^\s*(\d{1,2})[.、](?!\d)")
IDENTITY = re.compile(r"(?<![\dA-Za-z])(\d{17}[\dXx])(?![\dA-Za-z])")
MOBILE = re.compile(r"(?<![\d.-])(1[3-9]\d{9})(?!\d)")
LONG_NUMBER = re.compile(r"\d{11}")
MAIL = re.compile(r"[\w.+-]{2,40}@([\w-]+(?:\.[\w-]+)+)", re.ASCII)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


@rule(code="S-06", name="wording.numbering", level=Level.NOTE, forms=ANY)
def numbering(case: Case) -> Iterable[Answer]:
    """序号应当连续，不重复、不跳号：“一是、二是”，“（一）（二）”，“1. 2.”。

    每一组从头数起；另起一组从“一”重新开始。

    **错误示例**: 一是……；二是……；三是……；三是……。

    **正确示例**: 一是……；二是……；三是……；四是……。

    **依据**: 《党政机关公文格式》（GB/T 9704）关于结构层次序数的要求。
    """
    if not prose(case):
        yield NotAssessable("没有读出文字")
        return
    yield from _ordinals(case)
    for section in case.report.sections:
        lines = [line for line in section.lines if not line.in_table and line.text.strip()]
        yield from _line_numbers(case, section.number, lines)


def _ordinals(case: Case) -> Iterator[Finding]:
    """Find breaks in 一是, 二是, … within each section; 一是 begins a new list."""
    last: dict[int, int] = {}
    listed = sentences(case) if AN_ORDINAL.search(wording(case)) is not None else ()
    for one in listed:
        for met in ORDINAL.finditer(one.text) if "是" in one.text else ():
            number = _value(met[1])
            expected = last.get(one.section, 0) + 1
            if number not in (1, expected):
                told = "重复" if number == expected - 1 else "不连续"
                yield _number_broken(
                    f"“{met[1]}是”{told}，前一项是“{_printed(expected - 1)}是”"
                    if expected > 1
                    else f"“{met[1]}是”之前没有“一是”",
                    f"section{one.section}.ordinal.{_words_after(one.text, met.end())}",
                    one.place(*met.span(1)),
                    f"{_printed(expected)}是",
                    f"{met[1]}是",
                )
            last[one.section] = number


def _words_after(text: str, start: int) -> str:
    return re.sub(r"\d+", "", text[start : start + 8])


def _value(numeral: str) -> int:
    if numeral == "十":
        return 10
    if len(numeral) == 2 and numeral[0] == "十":
        return 10 + NUMERALS.index(numeral[1])
    return NUMERALS.index(numeral[0])


def _printed(number: int) -> str:
    return NUMERALS[number] if number <= 10 else f"十{NUMERALS[number - 10]}"


def _line_numbers(case: Case, section: int, lines: list[Line]) -> Iterator[Finding]:
    """Find breaks in the numbers that lines begin with; 1. begins a new list."""
    heads = dots = 0
    for line in lines:
        for head in SUBHEAD.finditer(line.text) if BRACKET.search(line.text) else ():
            number, dots = _value(head[1]), 0
            if number not in (1, heads + 1):
                yield _line_broken(case, section, line, head, f"（{_printed(heads + 1)}）")
            heads = number
        dotted = DOTTED.match(line.text)
        if dotted is not None:
            number = int(dotted[1])
            if number not in (1, dots + 1) and not (dots == 0 and heads == 0):
                yield _line_broken(case, section, line, dotted, f"{dots + 1}.")
            dots = number


def _line_broken(
    case: Case, section: int, line: Line, met: re.Match[str], expected: str
) -> Finding:
    printed = met.group().strip(" 　。;；.]") or met.group()
    return _number_broken(
        f"序号“{printed}”不连续，此处应当是“{expected}”",
        f"section{section}.number.{_words_after(line.text, met.end())}",
        line_place(case.report, line, *met.span()),
        expected,
        printed,
    )


def _number_broken(told: str, subject: str, place: Place, expected: str, actual: str) -> Finding:
    return finding(
        "S-06",
        f"{told}，请核实。",
        message_en="The numbering is broken or repeated here.",
        subject=subject,
        places=[place],
        expected=expected,
        actual=actual,
        basis="《党政机关公文格式》（GB/T 9704）",
    )


@rule(code="S-08", name="wording.personal_data", level=Level.NOTE, forms=ANY)
def personal_data(case: Case) -> Iterable[Answer]:
    """报告中不应当出现公民身份号码、手机号码和私人邮箱。

    固定电话和单位邮箱是联系方式，不在此列。引用时隐去中间几位。

    **错误示例**: 联系人手机 13800000000，邮箱 10000@qq.com。

    **正确示例**: 联系电话 0000-0000000，邮箱使用政务邮箱。

    **依据**: 《中华人民共和国个人信息保护法》第三十四条；《政府信息公开条例》第十五条。
    """
    listed = prose(case)
    if not listed:
        yield NotAssessable("没有读出文字")
        return
    text = printed_prose(case)
    if "@" not in text and LONG_NUMBER.search(text) is None:
        return
    for line in listed:
        for kind, start, end in _private(line.text):
            hidden = _hidden(line.text[start:end])
            place = line_place(case.report, line, start, end)
            quote = place.quote.replace(line.text[start:end], hidden)
            yield finding(
                "S-08",
                f"出现{kind}“{hidden}”，请核实是否应当公开。",
                message_en="The report shows personal data.",
                subject=kind,
                places=[Place(place.path, place.line, place.page, quote=quote)],
                actual=hidden,
                basis="《中华人民共和国个人信息保护法》第三十四条",
            )


def _private(text: str) -> Iterator[tuple[str, int, int]]:
    for met in IDENTITY.finditer(text):
        if _checks(met[1].upper()):
            yield "公民身份号码", *met.span(1)
    for met in MOBILE.finditer(text):
        yield "手机号码", *met.span(1)
    for met in MAIL.finditer(text):
        if met[1].lower() in mark_words().private_mail:
            yield "私人邮箱", *met.span()


def _checks(number: str) -> bool:
    """Return whether the last character of an 18-character identity number is the right one."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECK[total % 11] == number[17]


def _hidden(text: str) -> str:
    """Return a number or address with its middle struck out: a finding must not spread it."""
    if "@" in text:
        name, host = text.split("@", 1)
        return f"{name[:2]}***@{host}"
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"
