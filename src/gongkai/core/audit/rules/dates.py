"""Rules on years and dates (年份与日期): Y-01 and Y-04 to Y-07, period, signing, form, notice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from gongkai.core.audit.bodies import BodyKind, body_name
from gongkai.core.audit.case import ANY, BOTH, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.deadlines import deadline
from gongkai.core.audit.evidence import finding, report_place
from gongkai.core.audit.signing import PrintedDay, publication, signing
from gongkai.core.audit.wording import Sentence, sentences
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.law.forms import form_of_year, forms

ABOUT_PERIOD = re.compile(
    r"期限|时限|报告期|所列数据|数据统计|统计数据|统计时间|统计周期|统计范围|数据时间|数据.{0,4}自"
)
FROM_TO = r"日?起?[,，]?(?:截?至|到|—+|-+|–+|~)"
PERIOD = re.compile(
    r"(\d{4})年度?(\d{1,2})月(\d{1,2})" + FROM_TO + r"(?:(\d{4})年度?)?(\d{1,2})月(\d{1,2})日?"
)
BROKEN_PERIOD = re.compile(r"\d{0,4}年\d{0,2}月\d{0,2}" + FROM_TO + r"\d{0,4}年?\d{0,2}月?\d{0,2}")
UNTIL = re.compile(r"截(?:至|止)(?:日期|时间)?(?:为|是|到)?(\d{4})年(\d{1,2})月(\d{1,2})日")
# Public institutions and enterprises are under Article 55, not under Article 49.
DEPARTMENT = re.compile(r"(?:局|委员会|委|厅|办公室|办)$")
NOTICE = "国办公开办函"
BRACKETS = str.maketrans("[]【】()（）", "〔〕〔〕〔〕〔〕")


@rule(code="Y-01", name="dates.period", level=Level.ERROR, forms=ANY)
def stated_period(case: Case) -> Iterable[Answer]:
    """报告写明的统计期限应当是报告年度的 1 月 1 日至 12 月 31 日。

    日期数字缺失、看不全的不判断。

    **错误示例**: 2022 年的报告写“统计期限为 2021 年 1 月 1 日至 2021 年 12 月 31 日”。

    **正确示例**: 2022 年的报告写“统计期限为 2022 年 1 月 1 日至 12 月 31 日”。

    **依据**: 《政府信息公开条例》第四十九条、第五十条（年度报告报告上一年度情况）。
    """
    year = case.report.year
    if year is None:
        yield NotAssessable("没有读出报告年度")
        return
    stated = broken = False
    for one in sentences(case):
        if not ABOUT_PERIOD.search(one.text):
            continue
        met = PERIOD.search(one.text)
        until = UNTIL.search(one.text) if met is None else None
        if met is not None:
            stated = True
            yield from _judge_period(one, met, year)
        elif until is not None and re.search(r"统计|数据", one.text[: until.start()]):
            stated = True
            yield from _judge_end(one, until, year)
        elif BROKEN_PERIOD.search(one.text):
            broken = True
    if not stated and broken:
        yield NotAssessable("统计期限的日期不完整")
    elif not stated:
        yield NotApplicable("没有写明统计期限")


def _judge_period(one: Sentence, met: re.Match[str], year: int) -> Iterable[Finding]:
    first_year, first_month, first_day, last_year, last_month, last_day = met.groups()
    first = (int(first_year), int(first_month), int(first_day))
    last = (int(last_year or first_year), int(last_month), int(last_day))
    if first[1:] != (1, 1) and last[1:] != (12, 31) and first[0] == year:
        # Neither end is that of a year: a period of something else within the year.
        return
    if first != (year, 1, 1) or last != (year, 12, 31):
        yield _period(one, met.span(), met.group(), year)


def _judge_end(one: Sentence, met: re.Match[str], year: int) -> Iterable[Finding]:
    if tuple(int(part) for part in met.groups()) != (year, 12, 31):
        yield _period(one, met.span(), met.group(), year)


def _period(one: Sentence, span: tuple[int, int], printed: str, year: int) -> Finding:
    return finding(
        "Y-01",
        f"统计期限写作“{printed}”，{year} 年度的报告应当为 {year} 年 1 月 1 日至 12 月 31 日。",
        message_en=f"The stated period is not 1 January to 31 December {year}.",
        subject="period",
        places=[one.place(*span)],
        expected=f"{year}年1月1日至{year}年12月31日",
        actual=printed,
        basis="《政府信息公开条例》第四十九条、第五十条",
        caused_by=cause("Y-03", "year.title"),
    )


@rule(code="Y-04", name="dates.signing", level=Level.WARNING, forms=ANY)
def signing_day(case: Case) -> Iterable[Answer]:
    """落款日期应当在报告年度结束之后，并且不晚于发布日期。

    没有落款日期的不判断。

    **错误示例**: 2022 年的报告落款 2022 年 1 月 15 日。

    **正确示例**: 2022 年的报告落款 2023 年 1 月 15 日。

    **依据**: 《政府信息公开条例》第四十九条（每年公布上一年度报告）。
    """
    year, signed = case.report.year, signing(case)
    if year is None or signed is None:
        yield NotAssessable("没有读出报告年度" if year is None else "没有落款日期")
        return
    if signed.day <= date(year, 12, 31):
        yield _signed(
            signed,
            f"落款日期 {_day(signed.day)} 早于报告年度 {year} 年结束",
            f"{year + 1}年1月1日以后",
        )
        return
    published = publication(case)
    if published is not None and published.day < signed.day:
        yield _signed(
            signed,
            f"落款日期 {_day(signed.day)} 晚于页面标明的发布日期 {_day(published.day)}",
            f"不晚于{_day(published.day)}",
            published,
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _signed(
    signed: PrintedDay, told: str, expected: str, other: PrintedDay | None = None
) -> Finding:
    return finding(
        "Y-04",
        f"{told}。",
        message_en=f"The report is signed on {signed.day.isoformat()}.",
        subject="signing",
        places=[signed.place, *([other.place] if other is not None else [])],
        expected=expected,
        actual=_day(signed.day),
        basis="《政府信息公开条例》第四十九条",
        caused_by=cause("Y-03", "year.title"),
    )


@rule(code="Y-05", name="dates.deadline", level=Level.WARNING, forms=ANY)
def publication_deadline(case: Case) -> Iterable[Answer]:
    """部门的报告应当在次年 1 月 31 日前、政府的报告应当在次年 3 月 31 日前公布。

    按页面标明的发布日期判断；没有发布日期的，落款已经晚于期限的同样判断。下载日期不是发布日期。
    乡镇、街道依县级通知，方案设定了日期的才判断。

    **错误示例**: 某县某局 2022 年的报告，发布日期 2023 年 3 月 2 日。

    **正确示例**: 某县某局 2022 年的报告，发布日期 2023 年 1 月 20 日。

    **依据**: 《政府信息公开条例》第四十九条。
    """
    year, body = case.report.year, case.report.body
    if year is None or body is None:
        yield NotAssessable("没有读出报告年度或者单位")
        return
    name = body_name(body)
    term = deadline(name.kind, year, case.settings)
    if term is None or (name.kind is BodyKind.DEPARTMENT and not DEPARTMENT.search(name.organ)):
        yield NotApplicable("法规没有规定这类单位的公布日期")
        return
    published, signed = publication(case), signing(case)
    shown = published or signed
    if shown is None:
        yield NotAssessable("没有发布日期和落款日期")
        return
    last = term.day
    # A date more than a year later is a slip of the pen or a second publication: Y-03 looks at it.
    if shown.day <= last or shown.day.year > year + 1:
        return
    word = "发布日期" if published is not None else "落款日期"
    yield finding(
        "Y-05",
        f"{word} {_day(shown.day)} 晚于公布期限 {_day(last)}，晚 {(shown.day - last).days} 天。",
        message_en=f"Published or signed {shown.day.isoformat()}, due {last.isoformat()}.",
        subject="deadline",
        places=[shown.place],
        expected=f"不晚于{_day(last)}",
        actual=_day(shown.day),
        basis=term.basis,
    )


@rule(code="Y-06", name="dates.form_of_year", level=Level.ERROR, forms=BOTH)
def form_fits_year(case: Case) -> Iterable[Answer]:
    """2019、2020 年度的报告用 2019 年格式，2021 年度起用 2021 年格式。

    **错误示例**: 2022 年度的报告仍用“本年新制作数量、本年新公开数量、对外公开总数量”的 2019 年格式。

    **正确示例**: 2022 年度的报告用“本年制发件数、本年废止件数、现行有效件数”的 2021 年格式。

    **依据**: 国办公开办函〔2019〕60号、国办公开办函〔2021〕30号。
    """
    year, form = case.report.year, case.form
    if year is None or form is None:
        yield NotAssessable("没有读出报告年度")
        return
    right = form_of_year(year)
    if right is None:
        yield NotApplicable(f"{year} 年度没有统一格式")
        return
    if form.form == right.form:
        return
    yield finding(
        "Y-06",
        f"{year} 年度的报告应当采用{right.form}年格式，所附表格为{form.form}年格式。",
        message_en=f"The report of {year} is in the form of {form.form}.",
        subject="form",
        places=[report_place(case.report)],
        expected=right.form,
        actual=form.form,
        basis=right.notice,
    )


@rule(code="Y-07", name="dates.superseded_notice", level=Level.NOTE, forms=ANY)
def superseded_notice(case: Case) -> Iterable[Answer]:
    """2021 年度及以后的报告不应当再以国办公开办函〔2019〕60号为编制依据。

    **错误示例**: 2022 年度的报告写“依据国办公开办函〔2019〕60号编制”。

    **正确示例**: 2022 年度的报告写“依据国办公开办函〔2021〕30号编制”。

    **依据**: 国办公开办函〔2021〕30号。
    """
    year = case.report.year
    if year is None:
        yield NotAssessable("没有读出报告年度")
        return
    right = form_of_year(year)
    if right is None or right.form == next(iter(forms())):
        yield NotApplicable("该年度适用这一通知")
        return
    old = [form.notice_number for form in forms().values() if form.first_year < right.first_year]
    for one in (one for one in sentences(case) if NOTICE in one.text):
        cited = next((n for n in old if n in one.text.translate(BRACKETS)), None)
        if cited is not None:
            start = one.text.translate(BRACKETS).index(cited)
            yield finding(
                "Y-07",
                f"引用了“{cited}”，{year} 年度起适用{right.notice_number}，请核实。",
                message_en="The report cites the superseded notice of 2019.",
                subject="notice",
                places=[one.place(start, start + len(cited))],
                expected=right.notice_number,
                actual=cited,
                basis=right.notice,
            )
            return
