"""Words a sentence only quotes (引文), struck out before it is looked at; how a year is told."""

from __future__ import annotations

import re

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.wording import Sentence
from gongkai.core.kernel.findings import Finding, Place
from gongkai.core.text.sentences import one_spelling

QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
THIS_REPORT = re.compile(r"现将|本报告|本年度报告|编制|制定本|如下|公布|特向社会")
MASK = "\u3000"
BASIS = "《政府信息公开条例》第四十九条、第五十条"


def masked(case: Case, one: Sentence) -> str:
    """Return a sentence of the same length with quotations and the title before it struck out."""
    text = one.text
    if "《" in text or "“" in text:
        text = QUOTED.sub(lambda met: MASK * len(met[0]), text)
    if one.section != 0:
        return text
    title = one_spelling("".join(case.report.title.split()))
    if title and text.startswith(title):
        return MASK * len(title) + text[len(title) :]
    return text


def other_year(where: str, named: str, year: int, place: Place, subject: str) -> Finding:
    """Return the finding that a year named somewhere is not that of the report."""
    return finding(
        "Y-03",
        f"{where}的年份为 {named} 年，与报告其他部分的 {year} 年不一致。",
        message_en=f"The year {named} does not agree with {year} elsewhere in the report.",
        subject=f"year.{subject}",
        places=[place],
        expected=str(year),
        actual=named,
        basis=BASIS,
    )
