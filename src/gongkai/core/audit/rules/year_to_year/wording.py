"""What the words say of last year, and repeat of it (引用、雷同): V-07, V-08."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.core.audit.beside import NO_PREVIOUS
from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import (
    cell_place,
    finding,
    number,
    report_place,
)
from gongkai.core.audit.kept import KeptReport
from gongkai.core.audit.similarity import fingerprints, shared
from gongkai.core.audit.topics import LAST_YEAR as COUNT_OF_LAST_YEAR
from gongkai.core.audit.topics import may_speak_of
from gongkai.core.audit.wording import Sentence, sentences
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.reporting.report import AnnualReport

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
    own = _wording(case.report)
    if not own:
        yield NotAssessable("没有读出文字")
        return
    least = float(case.settings.get("standard_sentence_share", "0.6"))
    for other in others:
        share = shared(own, _wording(other))
        if share >= least:
            yield _similar(case, other, share)


def _wording(report: AnnualReport) -> frozenset[int]:
    """Return a number for each clause of the wording."""
    if isinstance(report, KeptReport):
        return report.wording
    return frozenset(fingerprints(report))


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
    if not may_speak_of(case, COUNT_OF_LAST_YEAR):
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
