"""The smallest repair of table 3 (可能的改法): T3-08."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.balances import Verdict, balances
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    cell_places,
    finding,
)
from gongkai.core.audit.failing import (
    first_failing,
    subject_of,
    table3_basis,
    told_change,
)
from gongkai.core.audit.repairs import Repair, table_repairs
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotAssessable

MOST_REPAIRS = 3


@rule(code="T3-08", name="applications.likely_repair", level=Level.NOTE, forms=BOTH)
def likely_repair(case: Case) -> Iterable[Answer]:
    """表三勾稽关系不成立时，给出改动最少即可全部成立的改法，供核对，不代为修改。

    只有一种最小改法时指明该单元格；有几种时列出几种。空白按零计。

    **错误示例**: 予以公开行之和 10、总计 20，（七）总计 20、各行之和 30：把予以公开总计由 20 改为 10 即全部成立。

    **正确示例**: 各行、各列与收支两端全部相等，没有可改之处。

    **依据**: 官方统计的差错定位方法：以最少改动满足全部勾稽关系。
    """
    readable = [b for code in ("T3-01", "T3-02", "T3-03") for b in balances(case, code)]
    if all(b.verdict in (Verdict.UNREAD, Verdict.EMPTY) for b in readable):
        yield NotAssessable("表三没有读出可以核对的数字")
        return
    found = table_repairs(case)
    if not found:
        if not any(b.is_out for b in readable):
            return
        yield NotAssessable("改动三处以内不能使全部勾稽关系成立")
        return
    yield _repair_finding(case, found)


def _repair_finding(case: Case, found: tuple[Repair, ...]) -> Finding:
    shown = found[:MOST_REPAIRS]
    told = ["，".join(told_change(case, change) for change in repair) for repair in shown]
    size = len(found[0])
    if len(found) == 1:
        message = f"表三改动 {size} 处即可使全部勾稽关系成立，请核实：{told[0]}。"
    else:
        listed = "；".join(f"（{i}）{one}" for i, one in enumerate(told, start=1))
        message = (
            f"表三有 {len(found)} 种改动 {size} 处即可使全部勾稽关系成立的改法，请核实：{listed}"
            f"{'等' if len(found) > len(shown) else ''}。"
        )
    cells = list(dict.fromkeys(c.cell for repair in shown for c in repair))
    first = first_failing(case, found[0][0].cell)
    unique = len(found) == 1 and first is not None
    return finding(
        "T3-08",
        message,
        message_en=f"Table 3: {len(found)} smallest repairs of {size} cells satisfy every sum.",
        subject="table3",
        places=cell_places(case.report, cells),
        basis=table3_basis(case),
        caused_by=cause(first.sum.rule, subject_of(first)) if unique and first else None,
    )
