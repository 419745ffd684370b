"""The engine: outcomes, causes, years, acceptances, digests, crashes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.audit import running
from gongkai.core.audit.accepted import Acceptance, Acceptances
from gongkai.core.audit.case import ANY, RULES, Case
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.engine import audit, examine
from gongkai.core.audit.evidence import prose
from gongkai.core.audit.kept import KeptReport
from gongkai.core.audit.profiles import profile, profile_names
from gongkai.core.kernel.data import DataError
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Outcome, Rule
from gongkai.core.reporting.report import Line
from tests.core.audit.audit_cases import build_report

BROKEN = {
    "body": "青禾县人民政府办公室",
    "rows": {
        "applications.received": [31, 0, 0, 0, 0, 0, 31],
        "applications.granted": [10, 0, 0, 0, 0, 0, 20],
        "applications.partly_granted": [3, 0, 0, 0, 0, 0, 3],
        "applications.unable.not_held": [7, 0, 0, 0, 0, 0, 7],
        "applications.concluded": [20, 0, 0, 0, 0, 0, 20],
        "applications.carried_out": [11, 0, 0, 0, 0, 0, 11],
    },
}


def _by_rule(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == code]


def test_a_sound_report_has_no_findings() -> None:
    result = audit([build_report({})])
    assert result.findings == ()
    assert result.summary.failed == 0
    assert result.summary.passed > 30


def test_the_summary_counts_every_rule_once() -> None:
    summary = audit([build_report({}), build_report(BROKEN)]).summary
    outcomes = summary.passed + summary.failed + summary.not_assessable + summary.not_applicable
    assert outcomes == 2 * summary.rules_run
    assert summary.reports == 2
    assert summary.rules_run == len([rule for rule in RULES.all() if rule.on])


def test_a_report_without_tables_passes_no_rule_over_cells() -> None:
    examined = examine(build_report({"default": "absent"}), profile())
    outcomes = {check.rule: check.outcome for check in examined.checks}
    for code in ("T2-01", "T3-01", "T3-02", "T3-03", "T4-01"):
        assert outcomes[code] is Outcome.NOT_ASSESSABLE


def test_findings_of_one_cause_point_to_the_first() -> None:
    findings = audit([build_report(BROKEN)]).findings
    (row,) = _by_rule(findings, "T3-02")
    (column,) = _by_rule(findings, "T3-03")
    (repair,) = _by_rule(findings, "T3-08")
    assert row.caused_by is None
    assert column.caused_by == repair.caused_by == row.fingerprint
    assert row.hint == "表三“（一）予以公开”总计由 20 改为 10"


def test_a_finding_knows_body_and_year_and_its_fingerprint_not_the_values() -> None:
    other = {**BROKEN, "rows": {**BROKEN["rows"], "applications.granted": [10, 0, 0, 0, 0, 0, 15]}}
    (one,) = _by_rule(audit([build_report(BROKEN)]).findings, "T3-02")
    (two,) = _by_rule(audit([build_report(other)]).findings, "T3-02")
    assert (one.body, one.year) == ("青禾县人民政府办公室", 2022)
    assert one.fingerprint == two.fingerprint
    assert one.actual != two.actual


def test_years_of_one_body_are_compared_whatever_the_name_printed() -> None:
    later = {"body": "青禾县政府办公室", "year": 2023}
    findings = audit([build_report(later), build_report(BROKEN)]).findings
    carried = _by_rule(findings, "V-01")
    assert [(f.year, f.subject) for f in carried] == [(2023, "total"), (2023, "natural_person")]
    assert carried[1].caused_by == carried[0].fingerprint
    assert {place.path for place in carried[0].places} == {"report.txt"}


def test_a_county_and_its_office_are_not_one_body() -> None:
    later = {"body": "青禾县人民政府", "year": 2023}
    findings = audit([build_report(later), build_report(BROKEN)]).findings
    assert not _by_rule(findings, "V-01")


def test_two_differing_reports_of_last_year_are_left_alone() -> None:
    reports = [
        build_report({**BROKEN, "path": "a/one.txt"}),
        build_report({"body": BROKEN["body"], "path": "b/two.txt"}),
        build_report({"body": BROKEN["body"], "path": "c/three.txt", "year": 2023}),
    ]
    findings = audit(reports).findings
    assert not _by_rule(findings, "V-01")
    assert len(_by_rule(findings, "G-04")) == 2


def test_the_report_of_the_same_file_is_the_year_before() -> None:
    reports = [
        build_report({**BROKEN, "path": "a/one.txt"}),
        build_report({"body": BROKEN["body"], "path": "b/two.txt"}),
        build_report({"body": BROKEN["body"], "path": "a/one.txt", "year": 2023}),
    ]
    assert _by_rule(audit(reports).findings, "V-01")


def test_a_county_is_compared_with_its_departments() -> None:
    county = build_report({"body": "青禾县人民政府"})
    child = build_report(
        {"body": "青禾县水利局", "rows": {"applications.received": [5, 0, 0, 0, 0, 0, 5]}}
    )
    (found,) = _by_rule(audit([county, child]).findings, "G-01")
    assert (found.body, found.level) == ("青禾县人民政府", Level.NOTE)


def test_a_roster_names_who_is_missing() -> None:
    reports = [build_report({"body": "青禾县水利局"}), build_report({"body": "青禾县教育局"})]
    roster = ["青禾县水利局", "青禾县教育局", "青禾县民政局"]
    (found,) = _by_rule(audit(reports, roster=roster).findings, "G-02")
    assert "青禾县民政局" in found.message
    assert "青禾县教育局" not in found.message


def test_a_list_of_contents_is_no_prose() -> None:
    text = "四、政府信息公开行政复议、行政诉讼情况 ………… 4\n五、存在的主要问题及改进情况\t5\n一、总体情况\n2022年收到申请0件。\n"
    case = Case(report=build_report({"text": text}), form=None)
    assert [line.text for line in prose(case)] == ["一、总体情况", "2022年收到申请0件。"]


def test_neighbours_that_read_alike_are_found() -> None:
    words = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"
    text = "一、总体情况\n" + "，".join(f"公开{word}字号文件并且组织解读" for word in words)
    reports = [build_report({"body": f"青禾县{name}局", "text": text}) for name in ("水利", "教育")]
    found = _by_rule(audit(reports).findings, "V-07")
    assert [finding.actual for finding in found] == ["100%", "100%"]


def test_accepted_findings_are_counted_and_never_silent() -> None:
    report = build_report(BROKEN)
    (row,) = _by_rule(audit([report]).findings, "T3-02")
    entry = Acceptance(row.fingerprint, "原件如此，已函告", date(2023, 2, 1), "张")
    other = Acceptance("0000000000000000", "已不存在", date(2023, 2, 1), "张")
    lapsed = replace(entry, until=date(2023, 3, 1))
    result = audit([report], acceptances=Acceptances([entry, other], today=date(2023, 6, 1)))
    assert not _by_rule(result.findings, "T3-02")
    assert result.summary.suppressed == 1
    assert result.summary.unmatched == (other,)
    again = audit([report], acceptances=Acceptances([lapsed], today=date(2023, 6, 1)))
    assert _by_rule(again.findings, "T3-02")
    assert again.summary.expired == (lapsed,)


def _without_tables(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not line.in_table)


def test_a_digest_gives_back_cells_lines_and_sections() -> None:
    report = build_report(
        {**BROKEN, "cells": {"proactive.rules.made": "blank"}, "restored": ["proactive.rules.made"]}
    )
    kept = KeptReport(Digest.of(report))
    assert kept.lines == _without_tables(report.lines)
    assert [s.lines for s in kept.sections] == [_without_tables(s.lines) for s in report.sections]
    assert dict(kept.cells) == {
        name: replace(cell, place=Place("report.txt")) for name, cell in report.cells.items()
    }
    with pytest.raises(KeyError):
        kept.cells["no.such.cell"]


def test_a_digest_answers_as_the_report_does() -> None:
    report = build_report(BROKEN)
    kept = KeptReport(Digest.of(report))
    alone = [f.fingerprint for f in audit([report]).findings]
    assert [f.fingerprint for f in audit([kept]).findings] == alone


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_names_rules_that_exist(name: str) -> None:
    chosen = profile(name)
    known = {rule.code for rule in RULES.all()}
    assert {*chosen.levels, *chosen.added, *chosen.left_out} <= known


def test_a_profile_changes_levels_and_switches() -> None:
    report = build_report(
        {"year": 2022, "text": "依据国办公开办函〔2019〕60号编制。\n一、总体情况\n"}
    )
    (note,) = _by_rule(audit([report]).findings, "Y-07")
    (warning,) = _by_rule(audit([report], chosen=profile("superior")).findings, "Y-07")
    assert (note.level, warning.level) == (Level.NOTE, Level.WARNING)
    assert not _by_rule(audit([report], chosen=profile("research")).findings, "Y-07")


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    with pytest.raises(DataError, match="self-check"):
        profile("unknown")


def _breaks(_case: Case) -> list[Finding]:
    """规则中断。"""
    raise ZeroDivisionError("planted")


def test_a_rule_that_raises_is_never_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Rule("T9-99", "planted.crash", Level.ERROR, _breaks, ANY)
    case = Case(report=build_report({}), form=None)
    with pytest.raises(running.RuleCrashed, match="T9-99: ZeroDivisionError"):
        running.run([broken], case, profile())
    told: list[str] = []
    _, (check,) = running.run([broken], case, profile(), on_crash=told.append)
    assert check.outcome is Outcome.NOT_ASSESSABLE
    assert len(told) == 1
    assert "青禾县教育局" in told[0]
