"""Tables that are pictures, tables that are cut (表格完整): S-03, S-04."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.cells import table_cells
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
    cell_label,
    cell_places,
    finding,
)
from gongkai.core.audit.labels import stands_unread
from gongkai.core.audit.parts import (
    heading_place,
    notice_of,
    state_of,
    table_stands,
)
from gongkai.core.kernel.findings import Level, Place
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import CellState

# The reader met pictures in a file where a table is missing.
PICTURES_MET = "R-29"
# Problems of reading that leave rows or tables out although something is printed there.
NOT_TAKEN = frozenset({"R-34", "R-35", "R-46", "R-47"})


@rule(code="S-03", name="structure.tables_as_text", level=Level.WARNING, forms=ANY)
def tables_as_text(case: Case) -> Iterable[Answer]:
    """表格应当以文字形式公开，不应当是图片。

    只在网页、PDF 和 Word 文件中判断：第二、三、四部分有标题，标题下没有表格文字，读取时遇到了图片。

    **错误示例**: “三、收到和处理政府信息公开申请情况”之下是一张表格截图。

    **正确示例**: 标题之下是可以复制文字的表格。

    **依据**: 国办公开办函〔2019〕61号关于政府信息公开平台数据可复制利用的要求。
    """
    pictures = any(problem.code == PICTURES_MET for problem in case.report.problems)
    missing = [n for n in TABLE_WORDS if case.report.section(n) and not table_stands(case, n)]
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
        places=[heading_place(case, section) for section in sections],
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
        absent = [c for c in listed if state_of(case, c.name) is CellState.ABSENT]
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
            basis=notice_of(case),
            caused_by=_why_absent(case, table, whole=whole),
        )


def _where_cut(case: Case, table: int, absent: list[str]) -> tuple[Place, ...]:
    """Return the last cell that is there before the first that is not, and the first absent one."""
    listed = [cell.name for cell in table_cells(case, table)]
    before = listed[: listed.index(absent[0])]
    last = [name for name in before if state_of(case, name) is not CellState.ABSENT][-1:]
    section = case.report.section(table)
    heading = (heading_place(case, section),) if section is not None and not last else ()
    return (*heading, *cell_places(case.report, [*last, absent[0]]))


def _why_absent(case: Case, table: int, *, whole: bool) -> str | None:
    if case.report.mixed_form:
        return cause("T3-07", "form")
    if whole and case.report.section(table) is None:
        return cause("S-01", f"section{table}")
    return None
