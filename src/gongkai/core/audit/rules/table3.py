"""Rules over table 3 (收到和处理政府信息公开申请情况): T3, the sums the form states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.core.audit.balances import Balance, Verdict, balances
from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    finding,
    number,
    report_place,
    row_label,
)
from gongkai.core.audit.repairs import Change, Repair, table_repairs
from gongkai.core.audit.rules.table2 import impossible_figures
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.law.forms import Form
from gongkai.core.reporting.report import CellState

TOTAL = "total"
MOST_SHOWN = 8
MOST_REPAIRS = 3


def basis(case: Case) -> str:
    """Return what table 3 rests on in the report's form."""
    return case.form.table3.basis if case.form is not None else "年度报告格式表三"


def _places(case: Case, balance: Balance) -> tuple[Place, ...]:
    """Return the places of both sides: the totals, and the parts that are not zero."""
    told = [*balance.sum.left, *balance.sum.right]
    totals = [name for name in told if name.endswith(".total") or ".concluded." in name]
    ends = set(balance.sum.right) if len(balance.sum.right) == 1 else set(totals)
    parts = [name for name in told if name not in ends and case.report.value(name)]
    shown = [*(name for name in told if name in ends), *parts[:MOST_SHOWN]]
    return cell_places(case.report, shown or told[:2])


def _blank_reason(balance: Balance) -> str:
    if balance.verdict is Verdict.UNREAD:
        return f"“{row_label(balance.sum.label)}”有单元格未能读出"
    return f"“{row_label(balance.sum.label)}”有空白单元格"


def _hint(case: Case, balance: Balance) -> str | None:
    """Return the one repair that is unique, told for this sum; None when there are several."""
    found = table_repairs(case)
    if len(found) != 1:
        return None
    names = {*balance.sum.left, *balance.sum.right}
    changes = [change for change in found[0] if change.cell in names]
    return "；".join(_told(case, change) for change in changes) or None


def _told(case: Case, change: Change) -> str:
    printed = "空白" if change.printed is None else number(change.printed)
    label = cell_label(case.report.form, change.cell)
    return f"{label}由 {printed} 改为 {number(change.fitting)}"


def _caused_by(case: Case, balance: Balance) -> str | None:
    """Return the first sum that the same cell explains, when one cell explains several."""
    found = table_repairs(case)
    if len(found) != 1:
        return None
    names = {*balance.sum.left, *balance.sum.right}
    for change in found[0]:
        if change.cell in names:
            first = _first_failing(case, change.cell)
            if first is not None and first is not balance:
                return cause(first.sum.rule, _subject(first))
    return None


def _first_failing(case: Case, cell: str) -> Balance | None:
    for code in ("T3-01", "T3-02", "T3-03"):
        for balance in balances(case, code):
            wrong = balance.verdict in (Verdict.FAILS, Verdict.DOUBTFUL)
            if wrong and cell in (*balance.sum.left, *balance.sum.right):
                return balance
    return None


def _subject(balance: Balance) -> str:
    """Return what the sum is about without any figure: its column, or its row."""
    right = balance.sum.right[0]
    row, _, column = right.rpartition(".")
    return row if balance.sum.rule == "T3-02" else column


def _judge(case: Case, code: str) -> Iterator[tuple[Balance, Level] | NotAssessable]:
    """Yield the sums that fail, with their level, and why others cannot be judged."""
    for balance in balances(case, code):
        match balance.verdict:
            case Verdict.FAILS:
                yield balance, Level.ERROR
            case Verdict.DOUBTFUL if not _left_to_others(balance):
                yield balance, Level.WARNING
            case Verdict.HOLDS:
                continue
            case _:
                yield NotAssessable(_blank_reason(balance), _subject(balance))


def _left_to_others(balance: Balance) -> bool:
    """Return whether the blanks are a total (T3-04 says so) or all parts (T3-05 says so)."""
    if balance.sum.rule == "T3-01":
        return any(name.endswith(".total") or ".concluded." in name for name in _blanks(balance))
    return bool(balance.right.blank) or not balance.left.filled


def _blanks(balance: Balance) -> tuple[str, ...]:
    return (*balance.left.blank, *balance.right.blank)


def _if_zero(level: Level) -> str:
    return "（空白按 0 计）" if level is Level.WARNING else ""


@rule(code="T3-01", name="applications.balance", level=Level.ERROR, forms=BOTH)
def balance_of_applications(case: Case) -> Iterable[Answer]:
    """表三每一列，“本年新收”加“上年结转”应当等于“本年度办理结果总计”加“结转下年度继续办理”。

    七列逐列核对。有空白的，按“空白为未知”和“空白为零”两种读法判断，两种都不成立才报错误。

    **错误示例**: 自然人一列，本年新收 2、上年结转 0，（七）总计 0、结转下年度 0。

    **正确示例**: 自然人一列，本年新收 29、上年结转 1，（七）总计 30、结转下年度 0。

    **依据**: 年度报告格式表三所印勾稽关系：第一项加第二项之和，等于第三项加第四项之和。
    """
    for met in _judge(case, "T3-01"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        left, right = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-01",
            f"表三“{balance.sum.label}”一列：本年新收与上年结转之和为 {left}，办理结果总计与结转下年度之和为 {right}，"
            f"相差 {gap}{_if_zero(level)}。",
            message_en=f"Table 3, column {_subject(balance)}: received plus carried in is {left}, "
            f"concluded plus carried over is {right}.",
            subject=_subject(balance),
            places=cell_places(case.report, (*balance.sum.left, *balance.sum.right)),
            expected=left,
            actual=right,
            basis=basis(case),
            level=level,
            hint=_hint(case, balance),
            caused_by=_caused_by(case, balance) or _same_gap(case, balance),
        )


def _same_gap(case: Case, balance: Balance) -> str | None:
    """The total column follows from the one applicant column that is out by as much."""
    if _subject(balance) != TOTAL:
        return None
    others = [
        other
        for other in balances(case, "T3-01")
        if other is not balance and other.verdict is Verdict.FAILS
    ]
    if len(others) == 1 and others[0].difference == balance.difference:
        return cause("T3-01", _subject(others[0]))
    return None


@rule(code="T3-02", name="applications.row_total", level=Level.ERROR, forms=BOTH)
def row_total(case: Case) -> Iterable[Answer]:
    """表三每一行，自然人与五类法人或其他组织六列之和，应当等于该行“总计”。

    总计留空见 T3-04；只填总计、各列全空见 T3-05。

    **错误示例**: （一）予以公开：自然人 10，其余五列 0，总计 20。

    **正确示例**: （一）予以公开：自然人 10，其余五列 0，总计 10。

    **依据**: 年度报告格式表三“总计”列。
    """
    for met in _judge(case, "T3-02"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        parts, total = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-02",
            f"表三“{row_label(balance.sum.label)}”一行：各类申请人之和为 {parts}，总计栏为 {total}，"
            f"相差 {gap}{_if_zero(level)}。",
            message_en=f"Table 3, row {_subject(balance)}: the six columns sum to {parts}, "
            f"the total is {total}.",
            subject=_subject(balance),
            places=_places(case, balance),
            expected=parts,
            actual=total,
            basis=basis(case),
            level=level,
            hint=_hint(case, balance),
            caused_by=_caused_by(case, balance),
        )


@rule(code="T3-03", name="applications.column_total", level=Level.ERROR, forms=BOTH)
def column_total(case: Case) -> Iterable[Answer]:
    """表三每一列，办理结果（一）至（六）各行之和，应当等于“（七）总计”。

    **错误示例**: 总计一列：予以公开 20、部分公开 3、不掌握相关信息 7，（七）总计 20。

    **正确示例**: 总计一列：予以公开 10、部分公开 3、不掌握相关信息 7，（七）总计 20。

    **依据**: 年度报告格式表三“（七）总计”行。
    """
    for met in _judge(case, "T3-03"):
        if isinstance(met, NotAssessable):
            yield met
            continue
        balance, level = met
        parts, total = number(balance.left.total), number(balance.right.total)
        gap = number(abs(balance.difference))
        yield finding(
            "T3-03",
            f"表三“{balance.sum.label}”一列：办理结果（一）至（六）之和为 {parts}，（七）总计为 {total}，"
            f"相差 {gap}{_if_zero(level)}。",
            message_en=f"Table 3, column {_subject(balance)}: the results sum to {parts}, "
            f"the concluded total is {total}.",
            subject=_subject(balance),
            places=_places(case, balance),
            expected=parts,
            actual=total,
            basis=basis(case),
            level=level,
            hint=_hint(case, balance),
            caused_by=_caused_by(case, balance),
        )


@rule(code="T3-04", name="applications.blank_totals", level=Level.WARNING, forms=BOTH)
def blank_totals(case: Case) -> Iterable[Answer]:
    """表三各分项已经填写的，总计不应当留空。

    各行的“总计”列与“（七）总计”行合并为一条问题。

    **错误示例**: 本年新收：自然人 3，其余五列 0，总计空白。

    **正确示例**: 本年新收：自然人 3，其余五列 0，总计 3。

    **依据**: 年度报告格式表三“总计”列与“（七）总计”行。
    """
    sums = [*balances(case, "T3-02"), *balances(case, "T3-03")]
    left_blank = [b for b in sums if b.right.blank and b.left.filled]
    if left_blank:
        names = list(dict.fromkeys(name for b in left_blank for name in b.right.blank))
        labels = "、".join(cell_label(case.report.form, name) for name in names[:MOST_SHOWN])
        more = f"等 {len(names)} 处" if len(names) > MOST_SHOWN else f"共 {len(names)} 处"
        yield finding(
            "T3-04",
            f"表三分项已填写而总计留空：{labels}，{more}。",
            message_en=f"Table 3: {len(names)} totals are left blank though their parts are given.",
            subject="totals",
            places=cell_places(case.report, names[:MOST_SHOWN]),
            expected="填写总计",
            actual=f"{len(names)} 处空白",
            basis=basis(case),
        )
    elif not any(b.right.filled for b in sums):
        yield NotAssessable("表三的总计没有读出")


@rule(code="T3-05", name="applications.total_without_parts", level=Level.WARNING, forms=BOTH)
def total_without_parts(case: Case) -> Iterable[Answer]:
    """表三填写了总计的，各分项不应当全部留空。

    **错误示例**: （一）予以公开：六类申请人均空白，总计 2。

    **正确示例**: （一）予以公开：自然人 2，其余五列 0，总计 2。

    **依据**: 年度报告格式表三各列。
    """
    sums = balances(case, "T3-02")
    for balance in sums:
        if balance.right.filled and not balance.left.filled and not balance.left.unread:
            total = number(balance.right.total)
            yield finding(
                "T3-05",
                f"表三“{row_label(balance.sum.label)}”一行：总计栏为 {total}，六类申请人均为空白。",
                message_en=f"Table 3, row {_subject(balance)}: the total is {total} "
                "while all six columns are blank.",
                subject=_subject(balance),
                places=cell_places(case.report, balance.sum.right),
                expected="各类申请人分别填写",
                actual=f"仅总计 {total}",
                basis=basis(case),
            )
    if not any(balance.right.filled for balance in sums):
        yield NotAssessable("表三各行的总计没有读出")


@rule(code="T3-06", name="applications.results_without_intake", level=Level.ERROR, forms=BOTH)
def results_without_intake(case: Case) -> Iterable[Answer]:
    """没有新收申请、也没有上年结转的，不应当有办理结果。

    同时违反 T3-01 的，归于 T3-01。

    **错误示例**: 本年新收 0，上年结转 0，（一）予以公开 2。

    **正确示例**: 本年新收 2，上年结转 0，（一）予以公开 2。

    **依据**: 年度报告格式表三所印勾稽关系。
    """
    received, carried = f"applications.received.{TOTAL}", f"applications.carried_in.{TOTAL}"
    concluded = f"applications.concluded.{TOTAL}"
    came = [case.report.value(received), case.report.value(carried)]
    done = _results(case)
    if any(value is None for value in came) or not done:
        yield NotAssessable("新收、结转或者办理结果的总计没有读出")
        return
    most = max(done, key=lambda name: case.report.value(name) or Decimal(0))
    if any(came) or not case.report.value(most):
        return
    figure = number(case.report.value(most) or Decimal(0))
    failing = [b for b in balances(case, "T3-01") if _subject(b) == TOTAL]
    follows = any(b.verdict is Verdict.FAILS for b in failing)
    yield finding(
        "T3-06",
        f"表三没有新收和上年结转的申请，{cell_label(case.report.form, most)}却为 {figure}。",
        message_en=f"Table 3: nothing was received or carried in, yet {most} is {figure}.",
        subject=concluded,
        places=cell_places(case.report, (received, carried, most)),
        expected="0",
        actual=figure,
        basis=basis(case),
        caused_by=cause("T3-01", TOTAL) if follows else None,
    )


def _results(case: Case) -> list[str]:
    """Return the total cells of the results and of their sum that have a figure."""
    rows = case.form.table3.rows if case.form is not None else ()
    names = [f"{row.key}.{TOTAL}" for row in rows if row.role in ("outcome", "concluded")]
    return [name for name in names if case.report.value(name) is not None]


@rule(code="T3-07", name="applications.mixed_forms", level=Level.ERROR, forms=ANY)
def mixed_forms(case: Case) -> Iterable[Answer]:
    """同一份报告的表格不应当混用两个年度的格式。

    2019 年格式的“（六）其他处理”只有一行，2021 年格式分为三行；表二的栏目也不相同。

    **错误示例**: 表二用 2021 年格式，表三“（六）其他处理”只有一行。

    **正确示例**: 2021 年及以后的报告，表二、表三、表四都用 2021 年格式。

    **依据**: 国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附格式。
    """
    report = case.report
    if report.form is None:
        yield NotAssessable("报告采用的格式未能判定")
    elif report.mixed_form:
        yield finding(
            "T3-07",
            "表二与表三分别采用了 2019 年和 2021 年两种格式，“（六）其他处理”的行数与栏目不相配。",
            message_en="The tables of this report mix the forms of 2019 and 2021.",
            subject="form",
            places=_form_places(case),
            expected="同一种格式",
            actual="两种格式混用",
            basis="国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
        )


def _form_places(case: Case) -> tuple[Place, ...]:
    other = [
        cell.name
        for cell in case.report.cells.values()
        if cell.name.startswith("applications.other") and cell.state is not CellState.ABSENT
    ]
    return cell_places(case.report, other[:1]) or (report_place(case.report),)


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
        if all(b.difference == 0 for b in readable if b.verdict is not Verdict.UNREAD):
            return
        yield NotAssessable("改动三处以内不能使全部勾稽关系成立")
        return
    yield _repair_finding(case, found)


def _repair_finding(case: Case, found: tuple[Repair, ...]) -> Finding:
    shown = found[:MOST_REPAIRS]
    told = ["，".join(_told(case, change) for change in repair) for repair in shown]
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
    first = _first_failing(case, found[0][0].cell)
    unique = len(found) == 1 and first is not None
    return finding(
        "T3-08",
        message,
        message_en=f"Table 3: {len(found)} smallest repairs of {size} cells satisfy every sum.",
        subject="table3",
        places=cell_places(case.report, cells),
        basis=basis(case),
        caused_by=cause(first.sum.rule, _subject(first)) if unique and first else None,
    )


@rule(code="T3-09", name="applications.unusual_shares", level=Level.NOTE, forms=BOTH, on=False)
def unusual_shares(case: Case) -> Iterable[Answer]:
    """“不予处理”“其他处理”占办结总数八成以上，或者全部归于一种不予公开理由的，请核实。

    统计分布提示，仅在研究方案中运行；办结不足 10 件的不判断。

    **错误示例**: 办结 20 件，其中不予处理 18 件。

    **正确示例**: 办结 20 件，其中不予处理 3 件。

    **依据**: 《政府信息公开条例》第三十六条、第三十九条关于各类处理的适用情形。
    """
    concluded = case.report.value(f"applications.concluded.{TOTAL}")
    if concluded is None or case.form is None:
        yield NotAssessable("（七）总计没有读出")
        return
    if concluded < 10:
        yield NotApplicable("办结不足 10 件，不作分布判断")
        return
    for outcome in ("not_processed", "other"):
        rows = _rows_of(case.form, outcome)
        count = sum((case.report.value(name) or Decimal(0) for name in rows), Decimal(0))
        if count * 10 > concluded * 8:
            yield _share(case, case.form.table3.outcome_labels[outcome], rows, count, concluded)
    for name in _rows_of(case.form, "refused"):
        if case.report.value(name) == concluded:
            yield _share(case, cell_label(case.report.form, name), [name], concluded, concluded)


def _rows_of(form: Form, outcome: str) -> list[str]:
    return [f"{row.key}.{TOTAL}" for row in form.table3.rows if row.outcome == outcome]


def _share(case: Case, label: str, names: list[str], count: Decimal, whole: Decimal) -> Finding:
    share = number((count * 100 / whole).quantize(Decimal(1)))
    return finding(
        "T3-09",
        f"表三“{label}”{number(count)} 件，占办结 {number(whole)} 件的 {share}%，请核实。",
        message_en=f"Table 3: {label} is {share}% of everything concluded.",
        subject=names[0],
        places=cell_places(case.report, [n for n in names if case.report.value(n)]),
        expected="不超过 80%",
        actual=f"{share}%",
        basis="《政府信息公开条例》第三十六条、第三十九条",
    )


@rule(code="T3-10", name="applications.whole_numbers", level=Level.ERROR, forms=BOTH)
def whole_applications(case: Case) -> Iterable[Answer]:
    """表三各项应当是不小于零的整数。

    **错误示例**: 本年新收 自然人 2.5。

    **正确示例**: 本年新收 自然人 2。

    **依据**: 年度报告格式表三各栏目均以件计。
    """
    yield from impossible_figures(case, 3, "T3-10", basis(case))
