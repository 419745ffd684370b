"""Rules on the years that sentences name (文中年份): Y-02 work of this year, Y-08 plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.wording import Sentence, sentences
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable

QUOTED = re.compile(r"《[^》]*》|“[^”]*”|〔\d+〕")
HEAD = re.compile(
    r"^(?:(?:[一二三四五六七八九十]是|第[一二三四五]|（[一二三四五六七八]）|\d{1,2}[.、]|[一二三四五六]、)"
    r"[^,。；:：]{0,14}?)?(?P<year>20\d\d)年(?P<rest>(?:度)?(?:以来|期间|全年)?,?(?P<after>.+))"
)
# What may follow the year when it is not the subject of work done: a part of the year, a comparison,
# a thing of that year (its report, its assessment), a stretch of years.
NOT_SUBJECT = re.compile(
    r"^(?:度?(?:年报|年度报告|政府信息公开(?:工作)?(?:年度报告|年报)|政务公开工作年度报告|报告)"
    r"|[底末初前后的至到与和、或比—~-]|同期|\d{1,2}月|[一二三四]季度|[上下]半年|第[一二三四]季度"
    r"|度?(?:第三方|[一-鿿]{0,6}(?:考核|评估|测评)(?:结果|反馈|中|指出|发现))"
    r"|(?:[一-鿿]{0,8})?(?:存在|指出|反馈|发现)的)"
)
# Without a comma the year belongs to the sentence only when who did it or what was done follows at
# once: 2020年共收到…, 2020年我局认真…; but not 2020年部门决算…, 2020年制定的….
ADVERB = re.compile(r"^度?(?:全年)?(?:以来|期间)?,")
OF_THAT_YEAR = re.compile(
    r"^度?[^,。]{2,8}的|^度?[^,。]{0,14}(?:考核|评估|评议|测评)(?:结果|排名|成绩|情况|反馈)"
)
DIRECT = re.compile(
    r"^(?:度|全年)?(?:(?:我|本|全|县|市|区|镇|乡|街道|各)[一-鿿]{0,10}?"
    r"|[一-鿿]{2,16}?(?:局|委员会|委|政府|办公室|镇|乡|街道|办事处|中心))?"
    r"(?:共|累计|总计|收到|受理|新收|未|没有|主动公开|通过|依托|坚持|严格|认真|积极|全面|围绕|按照|高度重视|深入|扎实|持续"
    r"|不断|进一步|切实|办理|答复|召开|举办|(?:政府信息|政务|信息)公开工作(?!要点|任务|考核|计划|培训|安排|年度|领导)|在.{2,20}(?:领导|指导|支持)下)"
)
COMPARED = re.compile(r"(?:上年|去年|\d年)[^,。]{0,8}相比|同比|较上年|较去年|比上年|比去年|逐年")
LAST_YEAR = re.compile(r"上一?年度?(?!.{0,4}结转)|去年|往年")
NOW = re.compile(r"今年|本年|目前|现已|已全部|已经?整改|已完成整改")
PLANNED = re.compile(r"^.{0,24}?(?:将|拟|计划|力争)")
WORK = re.compile(
    r"坚持|认真|严格|积极|全面|深入|贯彻|落实|扎实|围绕|高度重视|紧紧|持续|不断|进一步|稳步|切实|有序"
    r"|主动公开|收到|受理|办理|答复|公开政府信息|公开信息|发布信息|信息公开工作|政务公开工作|公开工作"
    r"|未发生|未收|未产生|没有收|共|组织|开展|召开|举办|推进|加强|完善|健全|规范|强化|优化|发布|报送"
)
DOER = re.compile(
    r"我[县市区局镇乡办委州旗院站所处]|我街道|我中心|我单位|我部门|本机关|本单位|本局|本镇|本级|本街道"
    r"|全[县市区镇乡局州]|全街道|各级|政府"
)
HISTORY = re.compile(
    r"^[^。]{0,30}?(?:成立|设立|组建|挂牌|被评为|被确定|获评|荣获|升级改造完成|建成|上线)"
)
STEP = re.compile(
    r"(?:将|计划|拟)(?:继续|进一步|重点|从|以|在|认真|着力|不断|坚持|严格|围绕|加强|加大|深入|按照|切实|努力|持续"
    r"|全面|积极|抓好|做好|采取|紧紧|结合|着重|针对|大力|充分|扎实|主要|推进|推动|完善|健全|加快)"
)
PLAN_HEAD = re.compile(
    r"^(?:下一步,?|针对[^,]{0,20},|为此,)?(?P<year>20\d\d)(?P<unit>年?)(?:度)?,?(?P<after>.+)"
)


@rule(code="Y-02", name="dates.past_year_as_subject", level=Level.WARNING, forms=ANY)
def past_year_as_subject(case: Case) -> Iterable[Answer]:
    """报告本年度工作的句子，句首的年份应当是报告年度，不应当是往年。

    只看句首。与往年相比、往年问题的整改、往年年报和考核、某月某日的经过、下一步计划，都不在此列。

    **错误示例**: 2021 年度的报告写“2020年，我县坚持依法公开，扎实推进各项工作。”

    **正确示例**: 2021 年度的报告写“2021年，我县坚持依法公开，扎实推进各项工作。”

    **依据**: 《政府信息公开条例》第四十九条、第五十条（年度报告报告上一年度情况）。
    """
    year = case.report.year
    if year is None:
        yield NotAssessable("没有读出报告年度")
        return
    listed = sentences(case)
    if not listed:
        yield NotAssessable("没有读出文字")
        return
    for index, one in enumerate(listed):
        met = HEAD.match(one.text)
        if met is None or not _is_past_work(listed, index, met, year):
            continue
        named = met["year"]
        clause = one.text[met.start("year") :].split("。")[0][:24]
        yield finding(
            "Y-02",
            f"{year} 年度的报告中，“{clause}”以 {named} 年为本年工作的年份，请核对。",
            message_en=f"A sentence on this year's work names {named} in the report of {year}.",
            subject=f"section{one.section}.{_opening(met['after'])}",
            places=[one.place(*met.span("year"))],
            expected=str(year),
            actual=named,
            basis="《政府信息公开条例》第四十九条、第五十条",
            caused_by=cause("Y-03", "year.title"),
        )


def _opening(text: str) -> str:
    """Return the first words without figures, so that the subject holds no value."""
    return re.sub(r"\d+", "", text)[:12]


def _is_past_work(listed: Sequence[Sentence], index: int, met: re.Match[str], year: int) -> bool:
    named = int(met["year"])
    text = QUOTED.sub("", listed[index].text)
    after = QUOTED.sub("", met["after"])
    if not year - 3 <= named < year or NOT_SUBJECT.match(met["rest"]) or NOT_SUBJECT.match(after):
        return False
    if any((COMPARED.search(text), LAST_YEAR.search(text), PLANNED.match(after), NOW.search(text))):
        return False
    adverb = ADVERB.match(met["rest"]) is not None
    if not adverb and (OF_THAT_YEAR.match(met["rest"]) or not DIRECT.match(met["rest"])):
        return False
    if f"{year}年" in text or _follows_up(listed, index, year):
        return False
    if HISTORY.match(after):
        return False
    wanted = (WORK.search(after[:60]), DOER.search(after[:30]))
    # A year further back is more often history: then both who and what must be there.
    since = named < year - 1 and met["rest"].lstrip("度").startswith("以来")
    return any(wanted) if named == year - 1 else all(wanted) and not since


def _follows_up(listed: Sequence[Sentence], index: int, year: int) -> bool:
    """Return whether the next sentence of the paragraph sets this year beside the year named."""
    if index + 1 >= len(listed) or listed[index + 1].number != listed[index].number:
        return False
    text = listed[index + 1].text
    return (f"{year}年" in text or NOW.search(text) is not None) and bool(
        re.search(r"同比|增长|增加|减少|下降|较|比|整改", text)
    )


@rule(code="Y-08", name="dates.next_step_year", level=Level.NOTE, forms=ANY)
def next_step_year(case: Case) -> Iterable[Answer]:
    """写下一步打算的句子，句首的年份应当是下一年度，并且带“年”字。

    **错误示例**: 2020 年度的报告写“2020年，我县将从以下几方面改进”，或者“2021，我县将……”。

    **正确示例**: 2020 年度的报告写“2021年，我县将从以下几方面改进”。

    **依据**: 年度报告格式第五部分“存在的主要问题及改进情况”。
    """
    year = case.report.year
    if year is None:
        yield NotAssessable("没有读出报告年度")
        return
    plans = [one for one in sentences(case) if one.section == 5 and STEP.search(one.text)]
    for one in plans:
        met = PLAN_HEAD.match(one.text)
        step = STEP.search(one.text)
        if met is None or step is None or step.start() - met.end("year") > 30:
            continue
        named = int(met["year"])
        if named > year and met["unit"]:
            continue
        what = "缺“年”字" if not met["unit"] else f"下一步打算的年份应当晚于 {year} 年"
        yield finding(
            "Y-08",
            f"“{one.text[met.start('year') :][:20]}”{what}，请核实。",
            message_en="The year named for the next steps is not the coming one.",
            subject=f"plan.{_opening(met['after'])}",
            places=[one.place(*met.span("year"))],
            expected=f"{year + 1}年",
            actual=met["year"] + met["unit"],
            basis="年度报告格式第五部分",
        )
