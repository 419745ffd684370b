"""A small audit made by hand: two years of one body, sound and unsound, and a file not read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongkai.adapters.auditing.audited import AuditedDocument, AuditedReport
from gongkai.core.audit.accepted import Acceptance, Accepted
from gongkai.core.audit.engine import Summary
from gongkai.core.audit.profiles import Profile, profile
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Outcome, Rule
from gongkai.core.law.forms import cells
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    PrintedCell,
    PrintedTable,
    Problem,
    SourceKind,
)

BODY = "青禾县人民政府办公室"
GRANTED_TOTAL = "applications.granted.total"
SENTENCE = "2020年共收到政府信息公开申请34件，全部按期答复。"
ROW = "（一）予以公开\t10\t0\t0\t0\t0\t0\t20"
MARKUP = "<script>alert('x')</script>"


def row_total(_: object) -> tuple[Finding, ...]:
    """表三每一行的“总计”应当等于该行各类申请人之和。

    **错误示例**: 自然人 12，总计 13。

    **正确示例**: 自然人 12，总计 12。

    **依据**: 年度报告格式表三。
    """
    return ()


def received(_: object) -> tuple[Finding, ...]:
    """正文所说的收到件数应当与表三一致。

    **错误示例**: 正文 34 件，表三 31。
    """
    return ()


RULES = (
    Rule("T3-02", "applications.row_total", Level.ERROR, row_total, ("2019", "2021")),
    Rule("P-01", "prose.received", Level.ERROR, received, ("2019", "2021")),
)


def cell_place(path: str, name: str, line: int, quote: str, mark: tuple[int, int]) -> Place:
    return Place(path=path, line=line, quote=quote, mark=mark, cell=name)


def report(path: str = "报告/青禾2020.txt", year: int = 2020, **changes: object) -> AnnualReport:
    named = {
        name: Cell(name, CellState.VALUE, Decimal(0), "0", Place(path=path, line=30))
        for name in cells("2019")
    }
    place = Place(path=path, line=12, quote=ROW)
    named[GRANTED_TOTAL] = Cell(GRANTED_TOTAL, CellState.VALUE, Decimal(20), "20", place)
    figures = ("10", "0", "0", "0", "0", "0", "20")
    keys = ("natural_person", "enterprise", "research_institution", "public_interest_organization")
    keys += ("legal_services_institution", "other_organization", "total")
    row = [PrintedCell("（一）予以公开")]
    row += [
        PrintedCell(text, cell=f"applications.granted.{key}")
        for text, key in zip(figures, keys, strict=True)
    ]
    heads = tuple(PrintedCell(text) for text in ("", *"甲乙丙丁戊己", "总计"))
    made = AnnualReport(
        path=path,
        body=BODY,
        year=year,
        form="2019",
        title=f"{BODY}{year}年政府信息公开工作年度报告",
        cells=named,
        tables=(PrintedTable(3, (heads, tuple(row))),),
        lines=(Line("标题", 1), Line(SENTENCE, 5), Line(ROW, 12, in_table=True), Line("完", 40)),
    )
    return dataclasses.replace(made, **changes)


def row_finding(path: str = "报告/青禾2020.txt") -> Finding:
    return Finding(
        rule="T3-02",
        level=Level.ERROR,
        message="表三“（一）予以公开”一行：各类申请人之和为 10，总计栏为 20，相差 10。",
        message_en="Row total differs.",
        places=(cell_place(path, GRANTED_TOTAL, 12, ROW, (len(ROW) - 2, len(ROW))),),
        basis="年度报告格式（2019）表三“总计”栏",
        subject="applications.granted",
        expected="10",
        actual="20",
        hint="将总计 20 改为 10，可同时满足两处勾稽关系。",
        body=BODY,
        year=2020,
    )


def prose_finding(path: str = "报告/青禾2020.txt", caused_by: str | None = None) -> Finding:
    start = SENTENCE.index("34件")
    return Finding(
        rule="P-01",
        level=Level.WARNING,
        message=f"正文收到 34 件，表三新收为 31 {MARKUP}。",
        places=(Place(path=path, line=5, quote=SENTENCE, mark=(start, start + 3)),),
        basis="年度报告格式",
        subject="received",
        expected="31",
        actual="34",
        body=BODY,
        year=2020,
        caused_by=caused_by,
    )


def note_finding() -> Finding:
    return Finding(
        rule="P-01",
        level=Level.NOTE,
        message="请核实。",
        places=(),
        basis="",
        subject="nothing",
        body=BODY,
        year=2020,
    )


@dataclasses.dataclass
class Example:
    """An audit held in memory."""

    held: tuple[AuditedDocument, ...]
    profile: Profile = dataclasses.field(default_factory=profile)
    rules: tuple[Rule, ...] = RULES
    summary: Summary = dataclasses.field(default_factory=Summary)

    def documents(self) -> Iterator[AuditedDocument]:
        yield from self.held


def document(*reports: AuditedReport, problems: tuple[Problem, ...] = ()) -> AuditedDocument:
    path = reports[0].report.path if reports else "报告/扫描件.pdf"
    kind = SourceKind.TEXT if reports else None
    return AuditedDocument(path, "ab" * 32, kind, problems, reports)


def example() -> Example:
    row = row_finding()
    follower = prose_finding(caused_by=row.fingerprint)
    given = Acceptance(note_finding().fingerprint, "已核实=无误", date(2026, 3, 1), "张三")
    faulty = AuditedReport(report(), (row, follower), (Accepted(note_finding(), given),))
    sound = AuditedReport(report("报告/青禾2021.txt", 2021), ())
    unread = document(problems=(Problem("R-07", "是扫描图片，没有文字层。"),))
    summary = Summary(
        reports=2,
        rules_run=2,
        passed=1,
        failed=2,
        not_assessable=1,
        suppressed=1,
        errors=1,
        warnings=1,
        by_rule={
            "T3-02": {**dict.fromkeys(Outcome, 0), Outcome.PASSED: 1, Outcome.FAILED: 1},
            "P-01": {**dict.fromkeys(Outcome, 0), Outcome.FAILED: 1, Outcome.NOT_ASSESSABLE: 1},
        },
    )
    return Example((document(faulty), document(sound), unread), summary=summary)
