"""The year that title, file name, preface, period and signature name (年份一致)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import report_place
from gongkai.core.audit.rules.agreement.masking import THIS_REPORT, masked, other_year
from gongkai.core.audit.signing import signing
from gongkai.core.audit.wording import Sentence, sentences
from gongkai.core.kernel.findings import Finding, Place

REPORT_OF = re.compile(r"(20\d\d)年度?(?:[一-鿿]{0,12})?政府信息公开(?:工作)?(?:年度报告|年报)")
TITLE_YEAR = re.compile(r"(20\d\d)\s*年?\s*度?\s*(?:政府信息|信息公开|政务公开)")
PERIOD_YEAR = re.compile(r"(20\d\d)年1月1日.{0,4}(?:至|到|—|-)")
REPORT_YEAR = re.compile(r"(20\d\d)年度?(?:政府信息公开|信息公开)?(?:工作)?(?:年度)?(?:报告|年报)")
CLAUSE_YEAR = re.compile(r"(?:^|[,:：]|[)）])(20\d\d)年(?!底|初|\d|以前|之前)")
PLAN = re.compile(r"将(?!.{0,6}[入为])|计划|下一步|力争")
FILE_YEAR = re.compile(r"(20\d\d)年")


def year_findings(case: Case, year: int) -> Iterator[Finding]:
    """Yield where title, file name or preface name another year."""
    report = case.report
    titled = TITLE_YEAR.search(report.title)
    if titled is not None and int(titled[1]) != year:
        yield other_year("标题", titled[1], year, report_place(report), "title")
    elif titled is not None:
        yield from _title_alone(case, year)
    if titled is not None:
        yield from _file_name(report.path, year)
    for one in sentences(case):
        if one.section == 0:
            yield from _preface(one, masked(case, one), year)


def _file_name(path: str, year: int) -> Iterator[Finding]:
    """Compare the year in a file's name when it names a report of one year."""
    stem = PurePath(path).stem
    named = set(FILE_YEAR.findall(stem))
    if "报" in stem and len(named) == 1 and str(year) not in named:
        place = Place(path=path, quote=PurePath(path).name)
        yield other_year("文件名", named.pop(), year, place, "file")


def _preface(one: Sentence, text: str, year: int) -> Iterator[Finding]:
    met = REPORT_OF.search(text)
    if met is not None and int(met[1]) != year and THIS_REPORT.search(one.text):
        yield other_year("开头", met[1], year, one.place(*met.span(1)), "preface")


def _title_alone(case: Case, year: int) -> Iterator[Finding]:
    """Find a title whose year nothing else shares: period, signing and sentences name another."""
    votes: Counter[int] = Counter()
    for one in sentences(case):
        if "20" in one.text:
            votes.update(_votes(one, masked(case, one)))
    signed = signing(case)
    if signed is not None:
        votes[signed.day.year - 1] += 1
    if votes and not votes[year]:
        other, count = votes.most_common(1)[0]
        if count > 1:
            yield other_year("标题", str(year), other, report_place(case.report), "title")


def _votes(one: Sentence, text: str) -> Iterator[int]:
    """Yield the report year that a sentence speaks for: its period, its work, its plans."""
    for found in (*PERIOD_YEAR.findall(text), *PERIOD_YEAR.findall(text)):
        yield int(found)
    if one.section == 0:
        yield from (int(found) for found in REPORT_YEAR.findall(text) if THIS_REPORT.search(text))
    elif PLAN.search(text):
        yield from (int(found) - 1 for found in re.findall(r"(20\d\d)年", text)[:1])
    elif one.section < 5:
        yield from (int(found) for found in CLAUSE_YEAR.findall(text))
    elif one.section == 5 and text.startswith("20"):
        # Measures listed in section five name the coming year without saying 将: only heads count.
        yield from (int(found) for found in CLAUSE_YEAR.findall(text)[:1])
