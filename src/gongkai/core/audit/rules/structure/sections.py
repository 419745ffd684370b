"""The six sections and what section one covers (六个部分): S-01, S-02."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.core.audit.bodies import body_name
from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
    finding,
    report_place,
)
from gongkai.core.audit.parts import (
    BARE,
    NUMERALS,
    heading_place,
    notice_of,
    table_stands,
)
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.law.forms import FormSection, form_of_year, forms
from gongkai.core.reporting.report import Section

SUBHEADS = {
    "主动公开": re.compile(r"主动公开"),
    "依申请公开": re.compile(r"申请公开|公开申请|依申请"),
    "政府信息管理": re.compile(r"信息(?:资源)?(?:的)?(?:规范化?)?管理"),
    "政府信息公开平台建设": re.compile(r"平台|网站|专栏"),
    "监督保障": re.compile(r"监督|保障"),
}
RESULTS = {
    "工作考核": re.compile(r"考核|考评|绩效"),
    "社会评议": re.compile(r"评议|评价|测评|满意度"),
    "责任追究": re.compile(r"追究|追责|问责"),
}


@rule(code="S-01", name="structure.six_sections", level=Level.ERROR, forms=ANY)
def six_sections(case: Case) -> Iterable[Answer]:
    """年度报告应当有六个部分，名称、次序与格式一致。

    缺少一个部分报错误；该部分的表格还在、只缺标题，或者标题用语不同的，只作提示；次序颠倒作警告。

    **错误示例**: 第三部分之后直接是“五、存在的主要问题及改进情况”，没有第四部分。

    **正确示例**: 一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；
    四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。

    **依据**: 国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附格式。
    """
    report = case.report
    printed = [s for s in report.sections if s.present and s.printed]
    if not printed:
        yield NotAssessable("没有读出各部分的标题")
        return
    for official in _official(case):
        section = report.section(official.number)
        if section is None:
            yield _missing(case, official)
        elif not section.printed:
            yield _headless(case, official)
        elif not _titled(section, official):
            yield _retitled(case, section, official)
    yield from _order(case, printed)


def _official(case: Case) -> tuple[FormSection, ...]:
    form = case.form or (form_of_year(case.report.year) if case.report.year else None)
    return (form or list(forms().values())[-1]).sections


def _missing(case: Case, official: FormSection) -> Finding:
    if table_stands(case, official.number):
        return _headless(case, official)
    title = f"{NUMERALS[official.number - 1]}、{official.title}"
    return finding(
        "S-01",
        f"没有第{NUMERALS[official.number - 1]}部分“{title}”。",
        message_en=f"Section {official.number} is absent.",
        subject=f"section{official.number}",
        places=_around(case, official.number),
        expected=title,
        actual="缺",
        basis=notice_of(case),
    )


def _around(case: Case, number: int) -> tuple[Place, ...]:
    """Return where the section should stand: the heading after it, or the one before."""
    after = [s for s in case.report.sections if s.present and s.printed and s.number > number]
    before = [s for s in case.report.sections if s.present and s.printed and s.number < number]
    if after:
        return (heading_place(case, min(after, key=lambda s: s.number)),)
    if before:
        return (heading_place(case, max(before, key=lambda s: s.number)),)
    return (report_place(case.report),)


def _headless(case: Case, official: FormSection) -> Finding:
    title = f"{NUMERALS[official.number - 1]}、{official.title}"
    stands = "表格" if official.number in TABLE_WORDS else "内容"
    return finding(
        "S-01",
        f"第{NUMERALS[official.number - 1]}部分有{stands}，没有标题“{title}”，请核实原件。",
        message_en=f"Section {official.number} has its contents but no heading.",
        subject=f"section{official.number}",
        places=_around(case, official.number),
        expected=title,
        actual="缺标题",
        basis=notice_of(case),
        level=Level.NOTE,
    )


@functools.lru_cache(maxsize=1024)
def _bare_title(text: str) -> str:
    bare = BARE.sub("", text)
    bare = re.sub(r"^[一二三四五六](?=[^一二三四五六])", "", bare)
    # 本机关、行政机关 in front and 和/及/、 between words make no difference.
    return re.sub(r"^(?:本机关|行政机关|本行政机关)|[和与及的]|工作", "", bare)


def _titled(section: Section, official: FormSection) -> bool:
    known = {_bare_title(title) for title in (official.title, *official.aliases)}
    return _bare_title(section.printed) in known


def _retitled(case: Case, section: Section, official: FormSection) -> Finding:
    return finding(
        "S-01",
        f"第{NUMERALS[official.number - 1]}部分的标题印作“{section.printed}”，格式为“{official.title}”，请核实。",
        message_en=f"The heading of section {official.number} differs from the form.",
        subject=f"section{official.number}.title",
        places=[heading_place(case, section)],
        expected=official.title,
        actual=section.printed,
        basis=notice_of(case),
        level=Level.NOTE,
    )


def _order(case: Case, printed: list[Section]) -> Iterator[Finding]:
    lined = [s for s in printed if s.start_line is not None]
    by_line = sorted(lined, key=lambda s: s.start_line or 0)
    for before, after in pairwise(by_line):
        if before.number > after.number:
            yield finding(
                "S-01",
                f"第{NUMERALS[after.number - 1]}部分排在第{NUMERALS[before.number - 1]}部分之后，次序与格式不一致。",
                message_en=f"Section {after.number} comes after section {before.number}.",
                subject="order",
                places=[heading_place(case, before), heading_place(case, after)],
                expected="一、二、三、四、五、六",
                actual="、".join(NUMERALS[s.number - 1] for s in by_line),
                basis=notice_of(case),
                level=Level.WARNING,
            )
            return


@rule(code="S-02", name="structure.five_subjects", level=Level.NOTE, forms=("2021",))
def five_subjects(case: Case) -> Iterable[Answer]:
    """总体情况应当包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五项内容。

    县级以上政府的报告还应当有工作考核、社会评议和责任追究的结果。小标题的用语不作要求。

    **错误示例**: 总体情况只写主动公开和依申请公开。

    **正确示例**: 总体情况下分（一）至（五）五项。

    **依据**: 国办公开办函〔2021〕30号所附格式；《政府信息公开条例》第五十条。
    """
    section = case.report.section(1)
    text = "".join(line.text for line in section.lines) if section is not None else ""
    if section is None or not text.strip():
        yield NotAssessable("没有读出第一部分")
        return
    wanted = dict(SUBHEADS)
    if case.report.body and body_name(case.report.body).organ == "政府":
        wanted |= RESULTS
    lacking = [name for name, words in wanted.items() if not words.search(text)]
    if lacking:
        yield finding(
            "S-02",
            f"总体情况没有写到：{'、'.join(lacking)}，请核实。",
            message_en="Section one leaves out some of the subjects the form lists.",
            subject="section1.subjects",
            places=[heading_place(case, section)],
            expected="、".join(wanted),
            actual=f"缺{'、'.join(lacking)}",
            basis="国办公开办函〔2021〕30号；《政府信息公开条例》第五十条",
        )
