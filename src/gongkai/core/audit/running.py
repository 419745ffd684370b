"""Running rules on one case (运行规则): the four outcomes, and a rule that raises is never silent."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import replace

from gongkai.core.audit.case import RULES, Case
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.records import record
from gongkai.core.kernel.rules import NotAssessable, Outcome, Rule

# Copy quality first, then structure and form, then tables, prose, years and groups.
FAMILIES = ("R", "S", "Y", "T2", "T3", "T4", "X", "P", "A", "V", "G")


class RuleCrashed(Exception):  # noqa: N818 - names what happened, as Refused does
    """A rule raised: a mistake of the program. The message names the rule and the report."""


@record
class Check:
    """How one rule answered for one report; ``reasons`` say why it could not judge."""

    rule: str
    outcome: Outcome
    reasons: tuple[str, ...] = ()


def rules_of(chosen: Profile) -> list[Rule]:
    """Return the rules the profile runs, in the order they run."""
    register_all()
    return list(_chosen(chosen.added, chosen.left_out, RULES.stamp()))


@functools.lru_cache(maxsize=32)
def _chosen(added: tuple[str, ...], left_out: tuple[str, ...], _stamp: object) -> tuple[Rule, ...]:
    """Return the rules that are on, but for those added and left out; asked for with every report."""
    chosen = Profile("", "", "", added=added, left_out=left_out)
    return tuple(sorted((rule for rule in RULES.all() if chosen.runs(rule)), key=_order))


def _order(rule: Rule) -> tuple[int, str]:
    family = rule.code.split("-")[0]
    return (FAMILIES.index(family) if family in FAMILIES else len(FAMILIES), rule.code)


def run(
    rules: Iterable[Rule],
    case: Case,
    chosen: Profile,
    *,
    on_crash: Callable[[str], None] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """Run rules on a case; return the findings, with body, year and level, and how each answered.

    Raises:
        RuleCrashed: A rule raised and there is no ``on_crash`` to be told.
    """
    findings: list[Finding] = []
    checks = []
    for rule in rules:
        found, check = _answer(rule, case, on_crash)
        if found:
            findings.extend([_complete(finding, case, chosen) for finding in found])
        checks.append(check)
    return tuple(findings), tuple(checks)


def _answer(
    rule: Rule, case: Case, on_crash: Callable[[str], None] | None
) -> tuple[list[Finding], Check]:
    form = case.report.form or ""
    if form not in rule.forms:
        if form:
            return [], Check(rule.code, Outcome.NOT_APPLICABLE, (f"{form}年格式没有这一要求",))
        return [], Check(rule.code, Outcome.NOT_ASSESSABLE, ("报告采用的格式未能判定",))
    try:
        answers = list(rule.check(case))
    except Exception as error:
        told = f"{rule.code}: {type(error).__name__}: {error} ({_whose(case)})"
        if on_crash is None:
            raise RuleCrashed(told) from error
        on_crash(told)
        return [], Check(rule.code, Outcome.NOT_ASSESSABLE, ("规则运行中断，已另行报告",))
    if not answers:
        return [], _passed(rule.code)
    found = [answer for answer in answers if isinstance(answer, Finding)]
    unsure = [answer for answer in answers if isinstance(answer, NotAssessable)]
    if found:
        outcome = Outcome.FAILED
    elif unsure:
        outcome = Outcome.NOT_ASSESSABLE
    else:
        outcome = Outcome.NOT_APPLICABLE
    reasons = [answer.reason for answer in answers if not isinstance(answer, Finding)]
    return found, Check(rule.code, outcome, tuple(dict.fromkeys(reasons)))


@functools.cache
def _passed(code: str) -> Check:
    return Check(code, Outcome.PASSED)


def _whose(case: Case) -> str:
    return f"{case.report.path} {case.report.body} {case.report.year}"


def _complete(finding: Finding, case: Case, chosen: Profile) -> Finding:
    return replace(
        finding,
        level=chosen.levels.get(finding.rule, finding.level),
        body=case.report.body,
        year=case.report.year,
    )
