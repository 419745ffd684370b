"""Rules on the parts of a report (结构): S-01 to S-05, sections, tables and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.core.audit.bodies import BodyKind, body_name
from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
    cell_label,
    cell_places,
    contents,
    finding,
    line_place,
    report_place,
)
from gongkai.core.audit.labels import stands_unread
from gongkai.core.audit.rules.table2 import table_cells
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.law.forms import FormSection, form_of_year, forms
from gongkai.core.reporting.report import CellState, Line, Section

NUMERALS = "一二三四五六"
BARE = re.compile(r"[^一-鿿]")
SUBHEADING = re.compile(r"^\s*[（(][一二三四五六七八][）)]\s*[^\s，。；：,:;]{2,22}[。:：]?\s*$")
# The reader met pictures in a file where a table is missing.
PICTURES_MET = "R-29"
# Problems of reading that leave rows or tables out although something is printed there.
NOT_TAKEN = frozenset({"R-34", "R-35", "R-46", "R-47"})
# A sub-heading that announces something ends so; short items of a list end otherwise.
ANNOUNCES = re.compile(
    r"(?:情况|建设|管理|保障|公开|问题|措施|改进|事项|打算|工作|落实|收费|方面|不足|方向)$"
)
SHORTEST_PROBLEMS = 20
MOST_SHOWN = 6
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


def _table_stands(case: Case, number: int) -> bool:
    listed = table_cells(case, number) if number in TABLE_WORDS else []
    return any(_state(case, c.name) is not CellState.ABSENT for c in listed)


def _state(case: Case, name: str) -> CellState:
    cell = case.report.cells.get(name)
    return cell.state if cell is not None else CellState.ABSENT


def _missing(case: Case, official: FormSection) -> Finding:
    if _table_stands(case, official.number):
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
        basis=_notice(case),
    )


def _around(case: Case, number: int) -> tuple[Place, ...]:
    """Return where the section should stand: the heading after it, or the one before."""
    after = [s for s in case.report.sections if s.present and s.printed and s.number > number]
    before = [s for s in case.report.sections if s.present and s.printed and s.number < number]
    if after:
        return (_heading(case, min(after, key=lambda s: s.number)),)
    if before:
        return (_heading(case, max(before, key=lambda s: s.number)),)
    return (report_place(case.report),)


def _heading(case: Case, section: Section) -> Place:
    return Place(path=case.report.path, line=section.start_line, quote=section.printed)


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
        basis=_notice(case),
        level=Level.NOTE,
    )


def _notice(case: Case) -> str:
    return case.form.notice_number if case.form is not None else "年度报告格式"


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
        places=[_heading(case, section)],
        expected=official.title,
        actual=section.printed,
        basis=_notice(case),
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
                places=[_heading(case, before), _heading(case, after)],
                expected="一、二、三、四、五、六",
                actual="、".join(NUMERALS[s.number - 1] for s in by_line),
                basis=_notice(case),
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
    if case.report.body and body_name(case.report.body).kind is BodyKind.GOVERNMENT:
        wanted |= RESULTS
    lacking = [name for name, words in wanted.items() if not words.search(text)]
    if lacking:
        yield finding(
            "S-02",
            f"总体情况没有写到：{'、'.join(lacking)}，请核实。",
            message_en="Section one leaves out some of the subjects the form lists.",
            subject="section1.subjects",
            places=[_heading(case, section)],
            expected="、".join(wanted),
            actual=f"缺{'、'.join(lacking)}",
            basis="国办公开办函〔2021〕30号；《政府信息公开条例》第五十条",
        )


@rule(code="S-03", name="structure.tables_as_text", level=Level.WARNING, forms=ANY)
def tables_as_text(case: Case) -> Iterable[Answer]:
    """表格应当以文字形式公开，不应当是图片。

    只在网页、PDF 和 Word 文件中判断：第二、三、四部分有标题，标题下没有表格文字，读取时遇到了图片。

    **错误示例**: “三、收到和处理政府信息公开申请情况”之下是一张表格截图。

    **正确示例**: 标题之下是可以复制文字的表格。

    **依据**: 国办公开办函〔2019〕61号关于政府信息公开平台数据可复制利用的要求。
    """
    pictures = any(problem.code == PICTURES_MET for problem in case.report.problems)
    missing = [n for n in TABLE_WORDS if case.report.section(n) and not _table_stands(case, n)]
    if not missing:
        if not case.report.cells:
            yield NotAssessable("没有读出表格")
        return
    if not pictures:
        yield NotAssessable("表格没有读出，也没有遇到图片")
        return
    words = "、".join(TABLE_WORDS[number] for number in missing)
    sections = [s for n in missing if (s := case.report.section(n)) is not None]
    yield finding(
        "S-03",
        f"{words}在标题之下没有文字，读取时遇到图片，表格可能以图片形式公开。",
        message_en="Tables seem to be published as pictures.",
        subject="pictures",
        places=[_heading(case, section) for section in sections],
        expected="文字表格",
        actual="图片",
        basis="国办公开办函〔2019〕61号",
    )


@rule(code="S-04", name="structure.complete_tables", level=Level.ERROR, forms=BOTH)
def complete_tables(case: Case) -> Iterable[Answer]:
    """表二、表三、表四的行和列应当齐全。

    以本份副本为准；有数据而不能确定行列的，属于读取问题，不在此列。

    **错误示例**: 表三到“4.保护第三方合法权益”为止，其后各行都没有。

    **正确示例**: 表三从“一、本年新收”到“四、结转下年度继续办理”各行齐全。

    **依据**: 国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附格式。
    """
    if all(cell.state is not CellState.ABSENT for cell in case.report.cells.values()):
        return
    unplaced = any(problem.code in NOT_TAKEN for problem in case.report.problems)
    for table, words in TABLE_WORDS.items():
        listed = table_cells(case, table)
        absent = [c for c in listed if _state(case, c.name) is CellState.ABSENT]
        if not absent:
            continue
        if unplaced and table != 4:
            yield NotAssessable(f"{words}有数据不能确定行列")
            continue
        rows = list(dict.fromkeys(c.row for c in absent))
        whole = len(absent) == len(listed)
        if whole and stands_unread(case, table):
            yield NotAssessable(f"{words}印有栏目，没有读出数字")
            continue
        first = cell_label(case.report.form, absent[0].name)
        told = "整表没有" if whole else f"缺 {len(rows)} 行 {len(absent)} 个单元格，从{first}起"
        yield finding(
            "S-04",
            f"本份副本中{words}不完整：{told}。",
            message_en=f"Table {table} is not complete in this copy: {len(absent)} cells absent.",
            subject=f"table{table}",
            places=_where_cut(case, table, [c.name for c in absent]),
            expected=f"{len(listed)} 个单元格",
            actual=f"{len(listed) - len(absent)} 个单元格",
            basis=_notice(case),
            caused_by=_why_absent(case, table, whole=whole),
        )


def _where_cut(case: Case, table: int, absent: list[str]) -> tuple[Place, ...]:
    """Return the last cell that is there before the first that is not, and the first absent one."""
    listed = [cell.name for cell in table_cells(case, table)]
    before = listed[: listed.index(absent[0])]
    last = [name for name in before if _state(case, name) is not CellState.ABSENT][-1:]
    section = case.report.section(table)
    heading = (_heading(case, section),) if section is not None and not last else ()
    return (*heading, *cell_places(case.report, [*last, absent[0]]))


def _why_absent(case: Case, table: int, *, whole: bool) -> str | None:
    if case.report.mixed_form:
        return cause("T3-07", "form")
    if whole and case.report.section(table) is None:
        return cause("S-01", f"section{table}")
    return None


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
        text = BARE.sub("", "".join(line.text for line in contents(section)))
        if not text:
            yield _empty(case, section, "标题之下没有内容")
        elif number == 5 and len(text) < SHORTEST_PROBLEMS:
            yield _empty(case, section, f"只有 {len(text)} 个字")
        else:
            yield from _empty_subheads(case, section)
    if not judged:
        yield NotAssessable("没有读出各部分的标题")


def _empty(case: Case, section: Section, told: str) -> Finding:
    place = _heading(case, section)
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
        basis=_notice(case),
    )


def _empty_subheads(case: Case, section: Section) -> Iterator[Finding]:
    lines = contents(section)
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
                basis=_notice(case),
            )


def _says_something(line: Line) -> bool:
    """Return whether a short numbered line is a sentence of its own: （六）其他。无。"""
    return bool(re.search(r"无|没有|未|不|已|\d", line.text))
