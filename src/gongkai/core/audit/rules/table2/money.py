"""Money in table 2 (收费与采购金额): T2-07, T2-08."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.bodies import BodyKind, BodyLevel, body_name
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.cells import table2_basis
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
)
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotAssessable

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
            basis=table2_basis(case, names[0]),
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
        basis=table2_basis(case, name),
        level=level,
    )
