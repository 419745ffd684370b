"""Rules on the quality of the copy (副本质量): R, what could not be read and what was worked out."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import cell_label, cell_places, finding, report_place
from gongkai.core.audit.overview import overview
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable

MOST_SHOWN = 6


@rule(code="R-90", name="reading.problems", level=Level.NOTE, forms=ANY)
def reading_problems(case: Case) -> Iterable[Answer]:
    """读取时遇到的情况逐条列出，便于分清副本损坏与报告本身的问题。

    读取问题的编号 R-01 至 R-47 见《读取问题》；本规则只转述，不改变读取结果。

    **错误示例**: 表三有一行数据不能确定属于哪一行，没有取用。

    **正确示例**: 各部分、各表、各行都能对上格式，没有遇到问题。

    **依据**: 核查的第一步是副本质量：没有读出的，不判断为问题，也不判断为通过。
    """
    if not case.report.cells and not any(line.text.strip() for line in case.report.lines):
        yield NotAssessable("没有读出内容")
    for problem in case.report.problems:
        place = problem.place or report_place(case.report)
        yield finding(
            "R-90",
            f"读取提示（{problem.code}）：{problem.message}",
            message_en=f"Met while reading: {problem.code}.",
            subject=problem.code,
            places=[place],
            basis="本份副本的读取结果",
        )


@rule(code="R-91", name="reading.unreadable_cells", level=Level.NOTE, forms=ANY)
def unreadable_cells(case: Case) -> Iterable[Answer]:
    """单元格里有内容而读不成数字的，合并列出，请对照原件。

    **错误示例**: 自然人一格印作“1O”。

    **正确示例**: 自然人一格印作“10”。

    **依据**: 年度报告格式各表单元格应当填写数字。
    """
    if not case.report.cells:
        yield NotAssessable("没有读出表格")
        return
    met = [case.report.cells[name] for name in overview(case).unreadable]
    if not met:
        return
    form = case.report.form
    told = "、".join(f"{cell_label(form, c.name)}“{c.raw}”" for c in met[:MOST_SHOWN])
    yield finding(
        "R-91",
        f"有 {len(met)} 个单元格的内容读不成数字：{told}{'等' if len(met) > MOST_SHOWN else ''}，请对照原件。",
        message_en=f"{len(met)} cells hold something that is not a number.",
        subject="unreadable",
        places=cell_places(case.report, [cell.name for cell in met[:MOST_SHOWN]]),
        expected="数字",
        actual=met[0].raw or None,
        basis="年度报告格式各表的计量单位",
    )
