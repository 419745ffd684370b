"""What a rule is shown (核查对象): a report with its form, the year before, and its group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.kernel.rules import Register
from gongkai.core.law.forms import Form
from gongkai.core.reporting.report import AnnualReport

RULES = Register()
rule = RULES.rule
BOTH = ("2019", "2021")


@dataclass(frozen=True, slots=True)
class Case:
    """One report to audit.

    ``previous`` is the report of the same body for the year before, when it is among those read.
    ``children`` are the reports of the bodies below, of the same year. ``roster`` names the bodies
    that should have reported, when a list was given. ``level`` is the administrative level of the
    body (county, township, department, …) when it can be told from its name. ``settings`` are the
    chosen profile's settings.
    """

    report: AnnualReport
    form: Form | None
    previous: AnnualReport | None = None
    children: tuple[AnnualReport, ...] = ()
    roster: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
