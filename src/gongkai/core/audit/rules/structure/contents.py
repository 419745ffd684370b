"""Headings with nothing under them (有标题无内容): S-05."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import (
    contents,
    finding,
    line_place,
)
from gongkai.core.audit.parts import (
    BARE,
    NUMERALS,
    heading_place,
    notice_of,
)
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import Line, Section

SUBHEADING = re.compile(r"^\s*[（(][一二三四五六七八][）)]\s*[^\s，。；：,:;]{2,22}[。:：]?\s*$")
# A sub-heading that announces something ends so; short items of a list end otherwise.
ANNOUNCES = re.compile(
    r"(?:情况|建设|管理|保障|公开|问题|措施|改进|事项|打算|工作|落实|收费|方面|不足|方向)$"
)
SHORTEST_PROBLEMS = 20
LONG_ENOUGH = re.compile(rf"(?:[^一-鿿]*[一-鿿]){{{SHORTEST_PROBLEMS}}}")


@rule(code="S-05", name="structure.empty_parts", level=Level.WARNING, forms=ANY)
def empty_parts(case: Case) -> Iterable[Answer]:
    """标题之下应当有内容；“存在的主要问题及改进情况”不应当只写“无”或者不足二十个字。

    第六部分写“无”是允许的（收费情况见 X-03）。

    **错误示例**: 五、存在的主要问题及改进情况：无。

    **正确示例**: 五、存在的主要问题及改进情况：写明问题和下一步的措施。

    **依据**: 国办公开办函〔2021〕30号关于内容真实、避免敷衍的要求。
    """
    judged = False
    for number in (1, 5, 6):
        section = case.report.section(number)
        if section is None or not section.printed:
            continue
        judged = True
        lines = contents(section)
        if LONG_ENOUGH.match("".join([line.text for line in lines])):
            yield from _empty_subheads(case, section, lines)
            continue
        written = len(BARE.sub("", "".join([line.text for line in lines])))
        if not written:
            yield _empty(case, section, "标题之下没有内容")
        elif number == 5:
            yield _empty(case, section, f"只有 {written} 个字")
        else:
            yield from _empty_subheads(case, section, lines)
    if not judged:
        yield NotAssessable("没有读出各部分的标题")


def _empty(case: Case, section: Section, told: str) -> Finding:
    place = heading_place(case, section)
    text = "".join(line.text.strip() for line in contents(section))
    return finding(
        "S-05",
        f"第{NUMERALS[section.number - 1]}部分“{section.title}”{told}。",
        message_en=f"Section {section.number} has a heading and next to nothing under it.",
        subject=f"section{section.number}",
        places=[
            place if not text else Place(place.path, place.line, quote=f"{place.quote} {text}")
        ],
        expected="写明情况",
        actual=text or "空",
        basis=notice_of(case),
    )


def _empty_subheads(case: Case, section: Section, lines: Sequence[Line]) -> Iterator[Finding]:
    heads = [index for index, line in enumerate(lines) if SUBHEADING.match(line.text)]
    for index in heads:
        if not ANNOUNCES.search(BARE.sub("", lines[index].text)):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        alone = following is None or bool(SUBHEADING.match(following.text))
        # A run of headings is a list of contents, not headings left empty.
        listed = index - 1 in heads and index + 1 in heads
        if alone and not listed and not _says_something(lines[index]):
            yield finding(
                "S-05",
                f"小标题“{lines[index].text.strip()}”之下没有内容。",
                message_en="A sub-heading has nothing under it.",
                subject=f"section{section.number}.{BARE.sub('', lines[index].text)}",
                places=[line_place(case.report, lines[index])],
                expected="写明情况",
                actual="空",
                basis=notice_of(case),
            )


def _says_something(line: Line) -> bool:
    """Return whether a short numbered line is a sentence of its own: （六）其他。无。"""
    return bool(re.search(r"无|没有|未|不|已|\d", line.text))
