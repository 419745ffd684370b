"""A report beside the one of the year before (年际对照): places on both sides."""

from __future__ import annotations

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import (
    cell_place,
)
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import AnnualReport

NO_PREVIOUS = "没有同一单位上一年度的报告"


def both_places(case: Case, before: AnnualReport, here: str, there: str) -> list[Place]:
    """Return the place in this report and in the one of the year before."""
    return [cell_place(case.report, here), cell_place(before, there)]
