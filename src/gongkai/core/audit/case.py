"""What a rule is shown (核查对象): a report with its form, the year before, and its group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.core.kernel.rules import Register
from gongkai.core.law.forms import Form
from gongkai.core.reporting.report import AnnualReport

RULES = Register()
rule = RULES.rule
BOTH = ("2019", "2021")
# A rule over words does not need to know the form: "" stands for a form that could not be told.
ANY = (*BOTH, "")


@dataclass(frozen=True, slots=True)
class Case:
    """One report to audit.

    ``previous`` is the report of the same body for the year before, when it is among those read.
    ``twins`` are other reports read for the same body and year. ``children`` are the reports of the
    bodies below, of the same year; ``neighbours`` those of the bodies beside. ``roster`` names the
    bodies that should have reported, when a list was given, and ``companions`` those that have. ``settings`` are the chosen profile's
    settings. ``memo`` keeps what several rules work out from the same report (its sentences, its
    suspect cells), so that it is worked out once.
    """

    report: AnnualReport
    form: Form | None
    previous: AnnualReport | None = None
    twins: tuple[AnnualReport, ...] = ()
    children: tuple[AnnualReport, ...] = ()
    neighbours: tuple[AnnualReport, ...] = ()
    roster: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
