"""Rules over table 2 (主动公开政府信息情况): T2, what a cell may hold and how its row agrees."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.core.audit.balances import balances
from gongkai.core.audit.bodies import BodyKind, BodyLevel, body_name
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
    row_label,
)
from gongkai.core.audit.labels import Misprint, misprints
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.law.forms import FormCell, cells
from gongkai.core.reporting.report import CellState

EMPTY = (CellState.BLANK, CellState.SLASH)
DOCUMENTS = ("proactive.rules", "proactive.normative_documents")
SERVICES = (
    "proactive.licences",
    "proactive.other_services",
    "proactive.penalties",
    "proactive.coercive_measures",
    "proactive.administrative_fees",
)
MOST_SHOWN = 8
# A county that collected 30 billion yuan of fees, or a township ten: most likely yuan, not 万元.
LARGEST_AMOUNT = {
    BodyLevel.COUNTY: Decimal(3_000_000),
    BodyLevel.CITY: Decimal(100_000_000),
    BodyLevel.PREFECTURE: Decimal(100_000_000),
    BodyLevel.PROVINCE: Decimal(100_000_000),
    BodyLevel.UNKNOWN: Decimal(3_000_000),
}
LARGEST_OF_TOWNSHIP = Decimal(1_000_000)
# Yuan turned to 万元 have decimals; a large figure in whole thousands is most likely yuan.
ROUND_AMOUNT = {BodyKind.TOWNSHIP: Decimal(10_000), BodyKind.DEPARTMENT: Decimal(100_000)}


def basis(case: Case, name: str | None = None) -> str:
    """Return what a cell of table 2 rests on."""
    form = case.report.form or ""
    cell = cells(form).get(name) if name is not None and form in BOTH else None
    printed = f"年度报告格式（{form}）表二"
    return f"{printed}，{cell.basis}" if cell is not None else printed


def table_cells(case: Case, table: int) -> list[FormCell]:
    """Return the cells of one table of the report's form."""
    return list(_cells_of(case.report.form, table)) if case.report.form else []


@functools.cache
def _cells_of(form: str, table: int) -> tuple[FormCell, ...]:
    return tuple(cell for cell in cells(form).values() if cell.table == table)


def _nothing_read(case: Case, table: int) -> bool:
    return all(case.report.value(cell.name) is None for cell in table_cells(case, table))


@rule(code="T2-01", name="proactive.whole_numbers", level=Level.ERROR, forms=BOTH)
def whole_numbers(case: Case) -> Iterable[Answer]:
    """表二各项数量应当是不小于零的整数；收费金额、采购金额可以有小数；“本年增/减”可以为负。

    **错误示例**: 行政处罚 本年处理决定数量 -3；行政许可 12.5 件。

    **正确示例**: 行政处罚 本年处理决定数量 3；行政事业性收费 653.3 万元；本年增/减 减3。

    **依据**: 年度报告格式表二各栏目的计量单位。
    """
    yield from impossible_figures(case, 2, "T2-01", basis(case))


def impossible_figures(case: Case, table: int, code: str, rests_on: str) -> Iterator[Answer]:
    """Yield the cells of a table that hold a negative figure or a part of a whole."""
    if _nothing_read(case, table):
        yield NotAssessable("该表没有读出数字")
        return
    for cell in table_cells(case, table):
        value = case.report.value(cell.name)
        if not value:
            continue
        negative = value < 0 and not cell.signed
        broken = value != value.to_integral_value() and not cell.decimals
        if not negative and not broken:
            continue
        label = cell_label(case.report.form, cell.name)
        wrong = "小于零" if negative else "不是整数"
        yield finding(
            code,
            f"{label}为 {number(value)}，{wrong}。",
            message_en=f"{cell.name} is {number(value)}: it should be a whole number of 0 or more.",
            subject=cell.name,
            places=cell_places(case.report, [cell.name]),
            expected="不小于零的整数" if not cell.decimals else "不小于零",
            actual=number(value),
            basis=rests_on,
        )


@rule(code="T2-02", name="proactive.made_within_in_force", level=Level.WARNING, forms=("2021",))
def made_within_in_force(case: Case) -> Iterable[Answer]:
    """本年制发的件数，除当年又废止的以外，年末应当都现行有效。

    即：本年制发 - 本年废止 ≤ 现行有效。

    **错误示例**: 行政规范性文件：本年制发 37，本年废止 5，现行有效 8。

    **正确示例**: 行政规范性文件：本年制发 37，本年废止 5，现行有效 48。

    **依据**: 年度报告格式（2021）表二“本年制发件数”“本年废止件数”“现行有效件数”。
    """
    for row in DOCUMENTS:
        names = [f"{row}.made", f"{row}.abolished", f"{row}.in_force"]
        made, abolished, in_force = (case.report.value(name) for name in names)
        if made is None or in_force is None:
            yield NotAssessable("制发或者现行有效件数没有读出", row)
        elif made - (abolished or 0) > in_force:
            least = number(made - (abolished or 0))
            label = _row(case, names[0])
            yield finding(
                "T2-02",
                f"表二“{label}”本年制发 {number(made)} 件、废止 {number(abolished or Decimal(0))} 件，"
                f"现行有效应不少于 {least} 件，填报为 {number(in_force)} 件。",
                message_en=f"{row}: {number(made)} made less {number(abolished or Decimal(0))} "
                f"abolished cannot leave {number(in_force)} in force.",
                subject=row,
                places=cell_places(case.report, names),
                expected=f"≥{least}",
                actual=number(in_force),
                basis=basis(case, names[0]),
            )


def _row(case: Case, name: str) -> str:
    form = case.report.form
    cell = cells(form).get(name) if form else None
    return row_label(cell.row_label) if cell is not None else name


@rule(code="T2-03", name="proactive.rule_making_power", level=Level.WARNING, forms=BOTH)
def rule_making_power(case: Case) -> Iterable[Answer]:
    """规章只能由国务院部门、省级政府、设区的市和自治州政府制定；县级以下单位“规章”一行应当为零。

    市级以上部门填报起草的规章只作提示；名称中看不出层级的（如单独的“某某市”，可能是县级市）不判断。

    **错误示例**: 某县人民政府的报告，规章 本年制发 1、现行有效 1。

    **正确示例**: 某县人民政府的报告，规章 本年制发 0、现行有效 0。

    **依据**: 《中华人民共和国立法法》第九十三条（2023 年修正）。
    """
    names = [c.name for c in table_cells(case, 2) if c.row == "proactive.rules"]
    given = [name for name in names if case.report.value(name)]
    if not given:
        if all(case.report.value(name) is None for name in names):
            yield NotAssessable("“规章”一行没有读出")
        return
    weight = _doubt(case)
    if weight is None:
        yield NotAssessable("从名称看不出单位的层级")
        return
    if weight is Level.NOTE and _may_make_rules(case):
        return
    told = "、".join(
        f"{c.column_label} {number(case.report.value(c.name) or Decimal(0))}"
        for c in table_cells(case, 2)
        if c.name in given
    )
    yield finding(
        "T2-03",
        f"表二“规章”填报{told}，{case.report.body}没有规章制定权，请核对是否应当填入“行政规范性文件”。",
        message_en="A body of this level cannot make government rules (规章).",
        subject="proactive.rules",
        places=cell_places(case.report, given),
        expected="0",
        actual=number(case.report.value(given[0]) or Decimal(0)),
        basis="《中华人民共和国立法法》第九十三条",
        level=weight,
    )


def _doubt(case: Case) -> Level | None:
    """Return how sure it is that the body cannot make rules; None when its name does not tell.

    Below a city with districts nobody can; above, only the government itself, and its departments
    may count what they drafted.
    """
    if case.report.body is None:
        return None
    name = body_name(case.report.body)
    if name.kind is BodyKind.TOWNSHIP or name.level is BodyLevel.COUNTY:
        return Level.WARNING
    if name.level is BodyLevel.UNKNOWN:
        return None
    alone = name.level is BodyLevel.CITY and name.kind is BodyKind.GOVERNMENT
    return None if alone else Level.NOTE


def _may_make_rules(case: Case) -> bool:
    return body_name(case.report.body or "").kind is BodyKind.GOVERNMENT


@rule(code="T2-04", name="proactive.published_within_total", level=Level.WARNING, forms=("2019",))
def published_within_total(case: Case) -> Iterable[Answer]:
    """2019 年格式中，本年新公开数量不应当大于对外公开总数量。

    **错误示例**: 规范性文件：本年新公开数量 38，对外公开总数量 23。

    **正确示例**: 规范性文件：本年新公开数量 38，对外公开总数量 223。

    **依据**: 年度报告格式（2019）表二“本年新公开数量”“对外公开总数量”。
    """
    for row in DOCUMENTS:
        names = [f"{row}.newly_published", f"{row}.total_published"]
        new, total = (case.report.value(name) for name in names)
        if new is None or total is None:
            yield NotAssessable("新公开数量或者公开总数量没有读出", row)
        elif new > total:
            yield finding(
                "T2-04",
                f"表二“{_row(case, names[0])}”本年新公开数量 {number(new)} 大于对外公开总数量 {number(total)}，"
                f"相差 {number(new - total)}。",
                message_en=f"{row}: {number(new)} newly published exceeds {number(total)} in all.",
                subject=row,
                places=cell_places(case.report, names),
                expected=f"≤{number(total)}",
                actual=number(new),
                basis=basis(case, names[0]),
            )


@rule(code="T2-05", name="proactive.change_within_stock", level=Level.ERROR, forms=("2019",))
def change_within_stock(case: Case) -> Iterable[Answer]:
    """2019 年格式中，上一年项目数量加本年增减不应当小于零。

    **错误示例**: 行政许可：上一年项目数量 2，本年增/减 减3。

    **正确示例**: 行政许可：上一年项目数量 279，本年增/减 减3。

    **依据**: 年度报告格式（2019）表二“上一年项目数量”“本年增/减”。
    """
    for row in SERVICES:
        names = [f"{row}.items_last_year", f"{row}.change"]
        before, change = (case.report.value(name) for name in names)
        if before is None or change is None:
            yield NotAssessable("上一年项目数量或者本年增减没有读出", row)
        elif before + change < 0:
            yield finding(
                "T2-05",
                f"表二“{_row(case, names[0])}”上一年项目数量 {number(before)}，本年减 {number(-change)}，"
                f"结果为 {number(before + change)}，小于零。",
                message_en=f"{row}: {number(before)} items less {number(-change)} is below 0.",
                subject=row,
                places=cell_places(case.report, names),
                expected="≥0",
                actual=number(before + change),
                basis=basis(case, names[0]),
            )


@rule(code="T2-06", name="proactive.decisions_are_not_items", level=Level.NOTE, forms=("2019",))
def decisions_are_not_items(case: Case) -> Iterable[Answer]:
    """2019 年格式中，“处理决定数量”是全年作出决定的件数，不是项目数量之和。

    恰好等于上一年项目数量加本年增减的，请核实是否填错栏目。

    **错误示例**: 行政许可：上一年项目数量 279，本年增/减 减3，处理决定数量 276。

    **正确示例**: 行政许可：上一年项目数量 279，本年增/减 减3，处理决定数量 39570。

    **依据**: 年度报告格式（2019）表二“处理决定数量”。
    """
    for row in SERVICES[:-1]:
        names = [f"{row}.items_last_year", f"{row}.change", f"{row}.decisions"]
        before, change, decisions = (case.report.value(name) for name in names)
        if before is None or change is None or decisions is None:
            yield NotAssessable("有单元格没有读出", row)
        elif decisions > 1 and decisions == before + change:
            yield finding(
                "T2-06",
                f"表二“{_row(case, names[0])}”处理决定数量 {number(decisions)} 恰好等于上一年项目数量与本年增减之和，"
                "请核实是否填了项目数量。",
                message_en=f"{row}: the number of decisions equals the number of items.",
                subject=row,
                places=cell_places(case.report, names),
                expected="全年处理决定件数",
                actual=number(decisions),
                basis=basis(case, names[2]),
            )


@rule(code="T2-07", name="proactive.procurement_agrees", level=Level.WARNING, forms=("2019",))
def procurement_agrees(case: Case) -> Iterable[Answer]:
    """政府集中采购的项目数量与总金额应当同为零或者同不为零。

    框架协议采购可能有金额而当年无新项目，请核实。

    **错误示例**: 采购项目数量 0，采购总金额 25.1 万元。

    **正确示例**: 采购项目数量 3，采购总金额 25.1 万元。

    **依据**: 年度报告格式（2019）表二“政府集中采购”。
    """
    names = ["proactive.procurement.items", "proactive.procurement.amount"]
    items, amount = (case.report.value(name) for name in names)
    if items is None or amount is None:
        yield NotAssessable("采购项目数量或者总金额没有读出")
    elif (items == 0) != (amount == 0):
        yield finding(
            "T2-07",
            f"表二“政府集中采购”项目数量为 {number(items)}，总金额为 {number(amount)} 万元，一为零而另一不为零。",
            message_en=f"Procurement: {number(items)} items but {number(amount)} (10,000 yuan).",
            subject="proactive.procurement",
            places=cell_places(case.report, names),
            expected="同为零或者同不为零",
            actual=f"{number(items)} 项、{number(amount)} 万元",
            basis=basis(case, names[0]),
        )


@rule(code="T2-08", name="proactive.money_unit", level=Level.WARNING, forms=BOTH)
def money_unit(case: Case) -> Iterable[Answer]:
    """收费金额以万元填报；以元填报、或者数额与单位层级明显不相称的，请核对单位。

    2019 年格式的采购总金额没有规定单位，印有单位的按所印单位读；没有印单位的只作提示。

    **错误示例**: 本年收费金额（单位：万元）一栏填“6533000元”。

    **正确示例**: 本年收费金额（单位：万元）一栏填“653.3”。

    **依据**: 年度报告格式（2021）表二“本年收费金额（单位：万元）”。
    """
    form = case.report.form
    name = (
        "proactive.administrative_fees.amount" if form == "2021" else "proactive.procurement.amount"
    )
    value = case.report.value(name)
    if value is None:
        yield NotAssessable("金额没有读出")
        return
    raw = case.report.cells[name].raw
    in_yuan = "元" in raw and "万元" not in raw and "亿元" not in raw
    if form == "2021" and in_yuan and value:
        yield _money(case, name, f"按元填报（{raw.strip()}），表头单位为万元", Level.WARNING)
    elif value > _largest(case) or _looks_like_yuan(case, value):
        yield _money(
            case, name, f"为 {number(value)} 万元，与单位层级不相称，可能以元填报", Level.WARNING
        )
    elif form == "2019" and value and "元" not in raw:
        yield _money(case, name, f"为 {number(value)}，没有标明单位，请核实是否为万元", Level.NOTE)


def _largest(case: Case) -> Decimal:
    if case.report.body is None:
        return LARGEST_AMOUNT[BodyLevel.UNKNOWN]
    name = body_name(case.report.body)
    return LARGEST_OF_TOWNSHIP if name.kind is BodyKind.TOWNSHIP else LARGEST_AMOUNT[name.level]


def _looks_like_yuan(case: Case, value: Decimal) -> bool:
    """Return whether a small body's amount is large and round, as amounts in yuan are."""
    if case.report.body is None or value % 1000:
        return False
    name = body_name(case.report.body)
    least = ROUND_AMOUNT.get(name.kind)
    above = name.level in (BodyLevel.CITY, BodyLevel.PREFECTURE, BodyLevel.PROVINCE)
    return least is not None and value >= least and not above


def _money(case: Case, name: str, told: str, level: Level) -> Finding:
    return finding(
        "T2-08",
        f"{cell_label(case.report.form, name)}{told}。",
        message_en=f"{name}: check the unit of the amount (10,000 yuan).",
        subject=name,
        places=cell_places(case.report, [name]),
        expected="以万元计",
        actual=case.report.cells[name].raw.strip() or None,
        basis=basis(case, name),
        level=level,
    )


@rule(code="T2-09", name="tables.official_labels", level=Level.NOTE, forms=BOTH)
def official_labels(case: Case) -> Iterable[Answer]:
    """表格的栏目名称应当与格式一致，不缺、不改、不错字。

    逐表列出与格式不同的栏目。副本损坏（断行、缺字）与原文错字有时难以区分，因此只作提示。

    **错误示例**: 表二栏目印作“本年度止件数”。

    **正确示例**: 表二栏目印作“本年废止件数”。

    **依据**: 国办公开办函〔2021〕30号所附格式的栏目名称。
    """
    if not case.report.tables:
        yield NotAssessable("没有按原样读出的表格")
        return
    for table in sorted({one.number for one in case.report.tables}):
        met = misprints(case, table)
        if met:
            yield _labels(case, table, met)


def _labels(case: Case, table: int, met: list[Misprint]) -> Finding:
    told = "；".join(
        f"“{one.label}”印作“{one.printed}”" if one.printed else f"没有“{one.label}”"
        for one in met[:MOST_SHOWN]
    )
    more = f"等 {len(met)} 处" if len(met) > MOST_SHOWN else ""
    words = {2: "表二", 3: "表三", 4: "表四"}
    return finding(
        "T2-09",
        f"{words[table]}的栏目名称与格式不一致：{told}{more}，请核实。",
        message_en=f"Table {table}: {len(met)} labels differ from the form.",
        subject=f"table{table}",
        places=[one.place for one in met[:MOST_SHOWN]],
        expected=met[0].label,
        actual=met[0].printed or "缺",
        basis=case.form.notice_number if case.form is not None else "年度报告格式",
    )


@rule(code="T2-10", name="tables.blank_for_zero", level=Level.WARNING, forms=BOTH)
def blank_for_zero(case: Case) -> Iterable[Answer]:
    """没有发生的事项应当填 0，不应当留空或者填“/”“-”。每张表合并为一条问题。

    表二作警告；全篇没有一个 0、一律以空白代替的，以及表三、表四，只作提示；总计留空见 T3-04，整组留空见 T4-02。

    **错误示例**: 行政强制 本年处理决定数量 “/”。

    **正确示例**: 行政强制 本年处理决定数量 0。

    **依据**: 年度报告格式表二、表三、表四各栏目均为数量。
    """
    if all(cell.state is CellState.ABSENT for cell in case.report.cells.values()):
        yield NotAssessable("没有读出表格")
        return
    zeros = any(cell.value == 0 for cell in case.report.cells.values())
    for table in (2, 3, 4):
        level = Level.WARNING if table == 2 and zeros else Level.NOTE
        listed = table_cells(case, table)
        empty = [c.name for c in listed if _is_empty(case, c.name)]
        empty = [name for name in empty if name not in _said_elsewhere(case, table)]
        if not empty:
            continue
        words = {2: "表二", 3: "表三", 4: "表四"}[table]
        labels = "、".join(cell_label(case.report.form, n) for n in empty[:MOST_SHOWN])
        yield finding(
            "T2-10",
            f"{words}有 {len(empty)} 个单元格留空或者填斜线、横线：{labels}"
            f"{'等' if len(empty) > MOST_SHOWN else ''}；没有发生的应当填 0。",
            message_en=f"Table {table}: {len(empty)} cells are blank or struck where 0 is meant.",
            subject=f"table{table}",
            places=cell_places(case.report, empty[:MOST_SHOWN]),
            expected="0",
            actual=f"{len(empty)} 处空白",
            basis=f"年度报告格式（{case.report.form}）{words}",
            level=level,
        )


def _said_elsewhere(case: Case, table: int) -> set[str]:
    """Return the blanks that T3-04, T3-05 and T4-02 report: totals, whole rows, whole groups."""
    if table == 3:
        sums = [*balances(case, "T3-02"), *balances(case, "T3-03")]
        totals = {name for b in sums if b.left.filled for name in b.right.blank}
        rows = {name for b in sums if b.right.filled and not b.left.filled for name in b.left.blank}
        return totals | rows
    if table == 4:
        groups = [(*b.sum.left, *b.sum.right) for b in balances(case, "T4-01")]
        blank = [names for names in groups if all(_is_empty(case, name) for name in names)]
        return {name for names in blank for name in names} if len(blank) < len(groups) else set()
    return set()


def _is_empty(case: Case, name: str) -> bool:
    cell = case.report.cells.get(name)
    return cell is not None and cell.state in EMPTY
