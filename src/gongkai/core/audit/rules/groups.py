"""Rules over a government and the bodies below it (上下级): G."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gongkai.core.audit.bodies import body_name, same_body
from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.deadlines import deadline
from gongkai.core.audit.evidence import cell_label, cell_place, finding, number, report_place
from gongkai.core.audit.signing import publication, signing
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.law.forms import form_of_year
from gongkai.core.reporting.report import AnnualReport

# Figures that add up over bodies, by the work they count; documents are counted by who makes them
# and are left out.
WORK = {
    "applications": (
        "applications.received.total",
        "applications.concluded.total",
        "applications.carried_out.total",
    ),
    "remedies": (
        "remedies.reconsideration.total",
        "remedies.direct_litigation.total",
        "remedies.litigation_after_reconsideration.total",
    ),
    "licences": ("proactive.licences.decisions",),
    "penalties": ("proactive.penalties.decisions",),
    "coercive_measures": ("proactive.coercive_measures.decisions",),
    "fees": ("proactive.administrative_fees.amount",),
}
ADDED = tuple(name for names in WORK.values() for name in names)
NO_CHILDREN = "没有下级单位的报告"
MOST_SHOWN = 10


@rule(code="G-01", name="groups.whole_covers_parts", level=Level.ERROR, forms=BOTH, scope="group")
def whole_covers_parts(case: Case) -> Iterable[Answer]:
    """政府的汇总报告，各项合计不应当小于任何一个下级单位；单位名单齐全时还应当等于各单位之和。

    其余各类数据都包得住、只有一类被下级单位超过的，报错误；几类都被超过，或者没有别的数据可以
    印证是汇总的，只作提示（两份报告口径可能不同）；与各单位之和有差额的也只作提示（可能有转办、
    重复计算）。

    **错误示例**: 全县本年新收 20 件，县自然资源局一家本年新收 26 件。

    **正确示例**: 全县本年新收 60 件，所属各单位之和 60 件。

    **依据**: 《政府信息公开条例》第四十九条（主管部门公布本级政府年度报告）。
    """
    if not case.children:
        yield NotApplicable(NO_CHILDREN)
        return
    judged = False
    level = _level(case)
    for name in ADDED:
        whole = case.report.value(name)
        parts = [
            (child, value) for child in case.children if (value := child.value(name)) is not None
        ]
        if whole is None or not parts:
            continue
        judged = True
        larger = [(child, value) for child, value in parts if value > whole]
        for child, value in larger[:MOST_SHOWN]:
            yield _larger(case, child, name, (whole, value), level)
        if not larger and _complete(case) and len(parts) == len(case.children):
            yield from _gap(case, name, whole, sum((value for _, value in parts), Decimal(0)))
    if not judged:
        yield NotAssessable("汇总报告或者下级报告的合计没有读出")


def _level(case: Case) -> Level:
    """Return how sure it is that the report means to sum up the bodies below it.

    A report that covers its bodies in every kind of work but one contradicts itself in that one;
    one that is exceeded in several kinds counts something else.
    """
    exceeded, covered = 0, 0
    for names in WORK.values():
        known = [
            (whole, [v for child in case.children if (v := child.value(name)) is not None])
            for name in names
            if (whole := case.report.value(name)) is not None
        ]
        if any(part > whole for whole, parts in known for part in parts):
            exceeded += 1
        elif any(0 < sum(parts) <= whole for whole, parts in known):
            covered += 1
    borne_out = covered >= (1 if len(case.children) > 1 else 2)
    return Level.ERROR if exceeded == 1 and borne_out else Level.NOTE


def _larger(
    case: Case, child: AnnualReport, name: str, figures: tuple[Decimal, Decimal], level: Level
) -> Finding:
    whole, part = figures
    label = cell_label(case.report.form, name)
    return finding(
        "G-01",
        f"{label}：{case.report.body}汇总为 {number(whole)}，{child.body}一家为 {number(part)}，"
        f"大于汇总 {number(part - whole)}{'' if level is Level.ERROR else '，请核实两份报告的口径'}。",
        message_en=f"{name}: the whole is {number(whole)}, one body below has {number(part)}.",
        subject=f"{name}.{child.body}",
        places=[cell_place(case.report, name), cell_place(child, name)],
        expected=f"≥{number(part)}",
        actual=number(whole),
        basis="《政府信息公开条例》第四十九条",
        level=level,
    )


def _complete(case: Case) -> bool:
    """Return whether a roster was given and everybody on it has reported."""
    return bool(case.roster) and not _missing(case)


def _gap(case: Case, name: str, whole: Decimal, parts: Decimal) -> Iterable[Finding]:
    if whole == parts:
        return
    label = cell_label(case.report.form, name)
    yield finding(
        "G-01",
        f"{label}：{case.report.body}汇总为 {number(whole)}，名单内 {len(case.children)} 个单位之和为 {number(parts)}，"
        f"相差 {number(abs(whole - parts))}，请核实。",
        message_en=f"{name}: the whole is {number(whole)}, the bodies below sum to {number(parts)}.",
        subject=f"{name}.sum",
        places=[
            cell_place(case.report, name),
            *(cell_place(c, name) for c in case.children[:MOST_SHOWN]),
        ],
        expected=number(parts),
        actual=number(whole),
        basis="《政府信息公开条例》第四十九条",
        level=Level.NOTE,
    )


@rule(code="G-02", name="groups.missing_bodies", level=Level.NOTE, forms=ANY, scope="group")
def missing_bodies(case: Case) -> Iterable[Answer]:
    """名单上的单位都应当有年度报告。

    名单由使用者提供；没有名单时不判断。

    **错误示例**: 名单有县教育局，没有读到县教育局的报告。

    **正确示例**: 名单上的单位都读到了报告。

    **依据**: 《政府信息公开条例》第四十九条、第五十条。
    """
    if not case.roster:
        yield NotAssessable("没有给出单位名单")
        return
    missing = _missing(case)
    if missing:
        told = "、".join(missing[:MOST_SHOWN]) + ("等" if len(missing) > MOST_SHOWN else "")
        yield finding(
            "G-02",
            f"名单上 {len(case.roster)} 个单位中，{len(missing)} 个没有读到 {case.report.year} 年报告：{told}。",
            message_en=f"{len(missing)} bodies on the roster have no report.",
            subject="roster",
            places=[report_place(case.report)],
            expected=f"{len(case.roster)} 个单位",
            actual=f"缺 {len(missing)} 个",
            basis="《政府信息公开条例》第四十九条",
        )


def _missing(case: Case) -> list[str]:
    present = [case.report.body, *case.companions, *(child.body for child in case.children)]
    return [
        name
        for name in case.roster
        if not any(body is not None and same_body(name, body) for body in present)
    ]


@rule(code="G-03", name="groups.children_to_look_at", level=Level.NOTE, forms=ANY, scope="group")
def children_to_look_at(case: Case) -> Iterable[Answer]:
    """下级单位的报告沿用旧格式、公布逾期、三张表全为零的，列出供主管部门核实。

    **错误示例**: 三个乡镇 2022 年的报告仍用 2019 年格式。

    **正确示例**: 下级单位都用 2021 年格式，按期公布。

    **依据**: 国办公开办函〔2021〕30号；《政府信息公开条例》第四十九条。
    """
    if not case.children:
        yield NotApplicable(NO_CHILDREN)
        return
    if case.report.year is None:
        yield NotAssessable("没有读出报告年度")
        return
    right = form_of_year(case.report.year)
    old = [c for c in case.children if right and c.form is not None and c.form != right.form]
    late = [c for c in case.children if _is_late(c, case.settings)]
    zero = [c for c in case.children if _is_all_zero(c)]
    for kind, told, listed in (
        ("form", "沿用旧格式", old),
        ("late", "公布逾期", late),
        ("zero", "三张表全为零", zero),
    ):
        if listed:
            names = "、".join(str(c.body) for c in listed[:MOST_SHOWN])
            yield finding(
                "G-03",
                f"下级单位中{told}的有 {len(listed)} 个：{names}{'等' if len(listed) > MOST_SHOWN else ''}，请核实。",
                message_en=f"{len(listed)} bodies below: {kind}.",
                subject=kind,
                places=[report_place(c) for c in listed[:MOST_SHOWN]],
                expected="0 个",
                actual=f"{len(listed)} 个",
                basis="国办公开办函〔2021〕30号；《政府信息公开条例》第四十九条",
            )


def _is_late(report: AnnualReport, settings: Mapping[str, str]) -> bool:
    if report.body is None or report.year is None:
        return False
    term = deadline(body_name(report.body).kind, report.year, settings)
    case = Case(report=report, form=None)
    shown = publication(case) or signing(case)
    return term is not None and shown is not None and shown.day > term.day


def _is_all_zero(report: AnnualReport) -> bool:
    values = [report.value(name) for name in report.cells]
    return not any(values) and any(value is not None for value in values)


@rule(code="G-04", name="groups.two_reports", level=Level.NOTE, forms=ANY, scope="group")
def two_reports(case: Case) -> Iterable[Answer]:
    """同一单位同一年度读到不止一份报告的，请核对是否重复、数据是否一致。

    **错误示例**: 某局 2022 年的报告有网页和文件两份，本年新收一份为 5、一份为 6。

    **正确示例**: 某局 2022 年只有一份报告，或者两份数据相同。

    **依据**: 《政府信息公开条例》第四十九条（每年公布一份年度报告）。
    """
    if not case.twins:
        yield NotApplicable("没有同一单位同一年度的其他报告")
        return
    if all(case.report.value(name) is None for name in case.report.cells):
        yield NotAssessable("没有读出表格")
        return
    for twin in case.twins:
        differing = _differing(case.report, twin)
        if differing:
            label = cell_label(case.report.form, differing[0])
            yield finding(
                "G-04",
                f"同一单位同一年度读到另一份报告，{len(differing)} 个单元格不同，如{label}，请核对以哪一份为准。",
                message_en=f"Another report of this body and year differs in {len(differing)} cells.",
                subject="twin",
                places=[cell_place(case.report, differing[0]), cell_place(twin, differing[0])],
                expected="数据一致",
                actual=f"{len(differing)} 处不同",
                basis="《政府信息公开条例》第四十九条",
            )


def _differing(one: AnnualReport, other: AnnualReport) -> Sequence[str]:
    return [
        name
        for name in one.cells
        if (here := one.value(name)) is not None
        and (there := other.value(name)) is not None
        and there != here
    ]
