"""Rules from year to year, same body (年际衔接): V."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
    cell_label,
    cell_place,
    finding,
    number,
    report_place,
    row_label,
)
from gongkai.core.audit.rules.table2 import DOCUMENTS, SERVICES, table_cells
from gongkai.core.audit.similarity import clauses, shared
from gongkai.core.audit.wording import Sentence, sentences
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.reporting.report import AnnualReport

NO_PREVIOUS = "没有同一单位上一年度的报告"
TOTAL = "total"
# What counts as the same fact twice by chance: the figures carry less than this many decimal digits.
CHANCE_DIGITS = 1.5
UNIT_RATIO = (Decimal(6000), Decimal(16000))
LAST_YEAR = r"(?:上一?年度?|去年|(?P<year>20\d\d)年度?)(?:同期)?"
QUOTED_LAST_YEAR = (
    re.compile(
        LAST_YEAR
        + r"(?P<words>[^,。；]{0,10}?(?:收到|受理|新收)[^,。；\d]{0,16}?)(?P<figure>\d+)件"
    ),
    re.compile(
        r"[与较比同]"
        + LAST_YEAR
        + r"(?P<words>的?(?:收到的?|受理的?)?)(?P<figure>\d+)件(?=相比|[,。；增减下上多少])"
    ),
)
CHANGES = ("proactive.licences", "proactive.penalties", "proactive.coercive_measures")


def _both(case: Case, before: AnnualReport, here: str, there: str) -> list[Place]:
    """Return the place in this report and in the one of the year before."""
    return [cell_place(case.report, here), cell_place(before, there)]


@rule(code="V-01", name="years.carried_over", level=Level.ERROR, forms=BOTH, scope="years")
def carried_over(case: Case) -> Iterable[Answer]:
    """上年报告的“四、结转下年度继续办理”应当等于本年报告的“二、上年结转”，七列逐列核对。

    只比较同一单位：办公室的报告不与全县的报告比较；单位合并、更名的由名称对照判断。

    **错误示例**: 2020 年结转下年度 11 件，2021 年上年结转 0 件。

    **正确示例**: 2020 年结转下年度 11 件，2021 年上年结转 11 件。

    **依据**: 年度报告格式表三“上年结转政府信息公开申请数量”“结转下年度继续办理”。
    """
    before = case.previous
    if before is None or case.form is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    columns = [column.key for column in case.form.table3.columns]
    first: str | None = None
    for column in sorted(columns, key=lambda key: key != TOTAL):
        here, there = f"applications.carried_in.{column}", f"applications.carried_out.{column}"
        now, then = case.report.value(here), before.value(there)
        if now is None or then is None:
            yield NotAssessable("上年结转或者结转下年度没有读出", column)
        elif now != then:
            label = next(c.label for c in case.form.table3.columns if c.key == column)
            yield finding(
                "V-01",
                f"{before.year} 年报告“结转下年度继续办理”{label}为 {number(then)}，"
                f"{case.report.year} 年报告“上年结转”{label}为 {number(now)}，相差 {number(abs(now - then))}。",
                message_en=f"Carried over in {before.year}: {number(then)}; "
                f"carried in {case.report.year}: {number(now)} ({column}).",
                subject=column,
                places=_both(case, before, here, there),
                expected=number(then),
                actual=number(now),
                basis=case.form.table3.basis,
                caused_by=cause("V-01", first) if first is not None else None,
            )
            first = first or column


@rule(
    code="V-02",
    name="years.documents_in_force",
    level=Level.WARNING,
    forms=("2021",),
    scope="years",
)
def documents_in_force(case: Case) -> Iterable[Answer]:
    """现行有效件数应当等于上年现行有效加本年制发减本年废止。

    清理、到期失效、重新归类也会改变件数，因此作警告；两年都用 2021 年格式的才比较。

    **错误示例**: 上年现行有效 2，本年制发 3、废止 0，现行有效 7。

    **正确示例**: 上年现行有效 7，本年制发 1、废止 0，现行有效 8。

    **依据**: 年度报告格式（2021）表二“本年制发件数”“本年废止件数”“现行有效件数”。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式，件数口径不同")
        return
    for row in DOCUMENTS:
        names = [f"{row}.made", f"{row}.abolished", f"{row}.in_force"]
        made, abolished, in_force = (case.report.value(name) for name in names)
        stock = before.value(names[2])
        if made is None or abolished is None or in_force is None or stock is None:
            yield NotAssessable("制发、废止或者现行有效件数没有读出", row)
        elif stock + made - abolished != in_force:
            fits = number(stock + made - abolished)
            label = _row(case, names[0])
            yield finding(
                "V-02",
                f"表二“{label}”上年现行有效 {number(stock)}，本年制发 {number(made)}、废止 {number(abolished)}，"
                f"年末应为 {fits}，填报为 {number(in_force)}，相差 {number(abs(in_force - Decimal(fits)))}。",
                message_en=f"{row}: {number(stock)} + {number(made)} - {number(abolished)} = {fits}, "
                f"printed {number(in_force)}.",
                subject=row,
                places=[
                    *(cell_place(case.report, n) for n in reversed(names)),
                    cell_place(before, names[2]),
                ],
                expected=fits,
                actual=number(in_force),
                basis="年度报告格式（2021）表二",
            )


def _row(case: Case, name: str) -> str:
    cell = next((c for c in table_cells(case, 2) if c.name == name), None)
    return row_label(cell.row_label) if cell is not None else name


@rule(
    code="V-03", name="years.items_last_year", level=Level.WARNING, forms=("2019",), scope="years"
)
def items_last_year(case: Case) -> Iterable[Answer]:
    """2019 年格式中，“上一年项目数量”应当等于上年报告的“上一年项目数量”加“本年增/减”。

    机构改革、事项清单重编会造成变化，因此作警告。

    **错误示例**: 上年报告：行政许可 279、减 3；本年报告：上一年项目数量 279。

    **正确示例**: 上年报告：行政许可 279、减 3；本年报告：上一年项目数量 276。

    **依据**: 年度报告格式（2019）表二“上一年项目数量”“本年增/减”。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式")
        return
    for row in SERVICES:
        here = f"{row}.items_last_year"
        now, then, change = (
            case.report.value(here),
            before.value(here),
            before.value(f"{row}.change"),
        )
        if now is None or then is None or change is None:
            yield NotAssessable("项目数量没有读出", row)
        elif now != then + change:
            yield finding(
                "V-03",
                f"表二“{_row(case, here)}”上年报告为 {number(then)} 项、增减 {number(change)}，"
                f"本年“上一年项目数量”应为 {number(then + change)}，填报为 {number(now)}。",
                message_en=f"{row}: items last year should be {number(then + change)}.",
                subject=row,
                places=[
                    cell_place(case.report, here),
                    cell_place(before, here),
                    cell_place(before, f"{row}.change"),
                ],
                expected=number(then + change),
                actual=number(now),
                basis="年度报告格式（2019）表二",
            )


@rule(code="V-04", name="years.pending_remedies", level=Level.NOTE, forms=BOTH, scope="years")
def pending_remedies(case: Case) -> Iterable[Answer]:
    """上年尚未审结的复议、诉讼，本年应当有结果或者仍列为尚未审结；本年少于上年尚未审结的，请核实。

    **错误示例**: 上年行政复议尚未审结 3 件，本年行政复议总计 0 件。

    **正确示例**: 上年行政复议尚未审结 3 件，本年行政复议总计 5 件。

    **依据**: 年度报告格式表四“尚未审结”。
    """
    before = case.previous
    if before is None or case.form is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    for group in case.form.table4.groups:
        here, there = f"{group.key}.{TOTAL}", f"{group.key}.pending"
        now, then = case.report.value(here), before.value(there)
        if now is None or then is None:
            yield NotAssessable("复议、诉讼的总计或者尚未审结没有读出", group.key)
        elif now < then:
            yield finding(
                "V-04",
                f"表四“{group.label}”上年尚未审结 {number(then)} 件，本年总计 {number(now)} 件，"
                "请核实上年案件的结果是否计入。",
                message_en=f"{group.key}: {number(then)} pending last year, {number(now)} in all now.",
                subject=group.key,
                places=_both(case, before, here, there),
                expected=f"≥{number(then)}",
                actual=number(now),
                basis=case.form.table4.basis,
            )


@rule(code="V-05", name="years.jumps", level=Level.NOTE, forms=BOTH, scope="years")
def jumps(case: Case) -> Iterable[Answer]:
    """许可、处罚、强制、收费与上年相差十倍以上，或者由有到无、由无到有的，请核实。

    收费金额相差约一万倍的，很可能是元与万元混用，作警告。不足 10 的数不判断。

    **错误示例**: 收费金额上年 653.3 万元，本年 6210000 万元。

    **正确示例**: 行政许可上年 2983 件，本年 3105 件。

    **依据**: 年度报告格式表二各栏目的计量单位。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    names = [f"{row}.decisions" for row in CHANGES]
    if case.report.form == before.form == "2021":
        names.append("proactive.administrative_fees.amount")
    judged = False
    for name in names:
        now, then = case.report.value(name), before.value(name)
        if now is None or then is None:
            continue
        judged = True
        met = _jump(name, now, then)
        if met is None:
            continue
        told, level = met
        yield finding(
            "V-05",
            f"{cell_label(case.report.form, name)}上年为 {number(then)}，本年为 {number(now)}，{told}。",
            message_en=f"{name}: {number(then)} last year, {number(now)} this year.",
            subject=name,
            places=_both(case, before, name, name),
            expected=number(then),
            actual=number(now),
            basis="年度报告格式表二",
            level=level,
        )
    if not judged:
        yield NotAssessable("许可、处罚、强制、收费没有读出")


def _jump(name: str, now: Decimal, then: Decimal) -> tuple[str, Level] | None:
    small, large = sorted((now, then))
    if large < 10:
        return None
    if small <= 0:
        return "由零变为不为零或者相反，请核实", Level.NOTE
    ratio = large / small
    if name.endswith(".amount") and UNIT_RATIO[0] <= ratio <= UNIT_RATIO[1]:
        return "相差约一万倍，可能是元与万元混用", Level.WARNING
    return ("相差十倍以上，请核实", Level.NOTE) if ratio > 10 else None


@rule(code="V-06", name="years.identical_table", level=Level.WARNING, forms=BOTH, scope="years")
def identical_table(case: Case) -> Iterable[Answer]:
    """整张表与上年完全相同，并且不是全为零的，很可能没有更新。

    只看当年发生的数量；数字少而小、可能巧合的不判断。

    **错误示例**: 表二行政许可 2983、行政处罚 231、收费 653.3 万元，与上年逐格相同。

    **正确示例**: 表二各项与上年不同，或者两年均为零。

    **依据**: 《政府信息公开条例》第五十条（报告当年情况）。
    """
    before = case.previous
    if before is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    if before.form != case.report.form:
        yield NotApplicable("上一年度的报告采用另一种格式")
        return
    for table, words in TABLE_WORDS.items():
        listed = [c.name for c in table_cells(case, table)]
        now = [case.report.value(name) for name in listed]
        if all(value is None for value in now):
            yield NotAssessable(f"{words}没有读出", f"table{table}")
        elif (
            now == [before.value(name) for name in listed] and _digits(case, table) > CHANCE_DIGITS
        ):
            filled = [name for name in listed if case.report.value(name)]
            yield finding(
                "V-06",
                f"{words}与 {before.year} 年报告逐格相同，其中 {len(filled)} 个单元格不为零，请核对是否已更新。",
                message_en=f"Table {table} is identical to last year's, with {len(filled)} non-zero cells.",
                subject=f"table{table}",
                places=_both(case, before, filled[0], filled[0]),
                expected=f"{case.report.year}年数据",
                actual=f"与{before.year}年相同",
                basis="《政府信息公开条例》第五十条",
            )


def _digits(case: Case, table: int) -> float:
    """Return how many decimal digits of fact the table holds: stocks and totals repeat, they do not count."""
    rows = (
        {f"{r.key}" for r in case.form.table3.rows if r.role == "outcome"} if case.form else set()
    )
    total = 0.0
    for cell in table_cells(case, table):
        value = case.report.value(cell.name)
        if not value or cell.column in ("in_force", "total_published", "items_last_year", TOTAL):
            continue
        if table != 3 or cell.row in rows:
            total += math.log10(1 + abs(float(value)))
    return total


@rule(code="V-07", name="years.similar_wording", level=Level.NOTE, forms=BOTH, scope="years")
def similar_wording(case: Case) -> Iterable[Answer]:
    """文字与本单位上年报告、或者同级其他单位的报告大部分相同的，请核实。

    去掉数字后逐个分句比较；相同的分句占六成以上的提示，并给出所占比例。

    **错误示例**: 去掉年份和数字后，82% 的分句与上年报告相同。

    **正确示例**: 去掉年份和数字后，25% 的分句与上年报告相同。

    **依据**: 国办公开办函〔2021〕30号（避免内容雷同、敷衍应付）。
    """
    others = [*([case.previous] if case.previous is not None else []), *case.neighbours]
    if not others:
        yield NotApplicable("没有可以比较的报告")
        return
    own = clauses(case.report)
    if not own:
        yield NotAssessable("没有读出文字")
        return
    least = float(case.settings.get("standard_sentence_share", "0.6"))
    for other in others:
        share = shared(own, clauses(other))
        if share >= least:
            yield _similar(case, other, share)


def _similar(case: Case, other: AnnualReport, share: float) -> Finding:
    percent = f"{share:.0%}"
    whose = f"{other.body or ''} {other.year} 年报告"
    same = _kinship(case, other)
    return finding(
        "V-07",
        f"去掉数字后，{percent} 的分句与{whose}相同，请核实是否沿用。",
        message_en=f"{percent} of the clauses are those of another report.",
        subject=f"wording.{same}",
        places=[report_place(case.report), report_place(other)],
        expected="少于 60%",
        actual=percent,
        basis="国办公开办函〔2021〕30号",
    )


def _kinship(case: Case, other: AnnualReport) -> str:
    """Return what the other report is to this one: last year's, or a neighbour's by its name."""
    return "previous" if other.year != case.report.year else f"neighbour.{other.body}"


@rule(code="V-08", name="years.restated_figures", level=Level.WARNING, forms=BOTH, scope="years")
def restated_figures(case: Case) -> Iterable[Answer]:
    """文中写到上年收到申请件数的，应当与上年报告一致。

    与上年新收或者上年新收加结转相同的都算一致。

    **错误示例**: 本年报告写“去年收到申请 15 件”，上年报告本年新收 13 件。

    **正确示例**: 本年报告写“去年收到申请 13 件”，上年报告本年新收 13 件。

    **依据**: 《政府信息公开条例》第五十条。
    """
    before = case.previous
    if before is None or case.report.year is None:
        yield NotApplicable(NO_PREVIOUS)
        return
    received = before.value("applications.received.total")
    if received is None:
        yield NotAssessable("上年报告的本年新收总计没有读出")
        return
    carried = before.value("applications.carried_in.total") or Decimal(0)
    for one, met in _quoted(case, before.year):
        figure = Decimal(met["figure"])
        if figure not in (received, received + carried):
            yield finding(
                "V-08",
                f"文中写“{met.group()}”，{before.year} 年报告本年新收为 {number(received)} 件，"
                f"相差 {number(abs(figure - received))}。",
                message_en=f"Last year's {number(received)} is quoted as {number(figure)}.",
                subject="applications.received",
                places=[
                    one.place(*met.span("figure")),
                    cell_place(before, "applications.received.total"),
                ],
                expected=number(received),
                actual=number(figure),
                basis="《政府信息公开条例》第五十条",
            )


def _before(case: Case, one: Sentence, start: int) -> str:
    """Return what the figure can refer back to: its sentence so far, and the two before it."""
    listed = sentences(case)
    index = listed.index(one)
    near = [s.text for s in listed[max(0, index - 2) : index] if s.number == one.number]
    return "".join(near) + one.text[:start]


def _quoted(case: Case, year: int | None) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for one in sentences(case):
        for met in (m for pattern in QUOTED_LAST_YEAR for m in pattern.finditer(one.text)):
            about = "申请" in met["words"] or "申请" in _before(case, one, met.start())
            whole = not re.search(r"网|信函|当面|邮|结转|其中|季度|月", met["words"])
            if about and whole and (met["year"] is None or int(met["year"]) == year):
                yield one, met
