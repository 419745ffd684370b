"""Defects in the words: families P, A, Y, S."""

import random
from dataclasses import replace

from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.report import PrintedTable
from gongkai.core.reporting.specimens import Specimen
from gongkai.core.reporting.specimens.figures import invent_figures
from gongkai.core.reporting.tables import official_tables
from tests.damage.defects import (
    defect,
    outcome,
    section_span,
    total,
    with_applications,
    with_cells,
    with_overview,
    with_role,
    with_section,
    without_section,
)


def _say(
    s: Specimen, chance: random.Random, texts: tuple[str, ...], **facts: object
) -> ReportPaper:
    slots = {"y": s.year, "we": s.body.we, "body": s.body.name, **facts}
    return with_applications(s.paper, chance.choice(texts).format(**slots))


def _overview(
    s: Specimen, chance: random.Random, texts: tuple[str, ...], **facts: object
) -> ReportPaper:
    slots = {"y": s.year, "we": s.body.we, "last": s.year - 1, **facts}
    return with_overview(s.paper, chance.choice(texts).format(**slots))


@defect("P-01")
def other_number_received(s: Specimen, chance: random.Random) -> ReportPaper:
    pool = total(s, "applications.received") + total(s, "applications.carried_in")
    texts = (
        "{y}年，{we}共收到政府信息公开申请{n}件。",
        "全年受理政府信息公开申请{n}件，均按程序登记办理。",
        "{y}年度，{body}新收政府信息公开申请{n}件。",
        "{we}收到依申请公开{n}件，答复文书规范。",
        "本年度收到公民、法人和其他组织的申请 {n} 件。",
    )
    return _say(s, chance, texts, n=pool + chance.randint(1, 9))


@defect("P-02")
def other_results(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if total(s, "applications.received") < 2:
        return None
    granted = total(s, "applications.granted") + total(s, "applications.partly_granted")
    texts = (
        "全年共收到政府信息公开申请{n}件，其中予以公开{g}件，无法提供{u}件。",
        "{y}年收到申请{n}件，已答复的申请中，予以公开{g}件、无法提供{u}件。",
        "{y}年，{we}受理政府信息公开申请{n}件。从办理结果看，予以公开{g}件，无法提供{u}件。",
    )
    facts = {
        "n": total(s, "applications.received"),
        "g": granted + 1,
        "u": outcome(s, "unable") + 2,
    }
    return _say(s, chance, texts, **facts)


@defect("P-03")
def none_received_in_prose(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if not total(s, "applications.received"):
        return None
    texts = (
        "{y}年，{we}未收到政府信息公开申请。",
        "全年没有收到公民、法人或者其他组织的政府信息公开申请。",
        "本年度依申请公开零申请。",
        "{y}年{we}收到政府信息公开申请0件。",
    )
    return _say(s, chance, texts)


@defect("P-04")
def all_answered_in_prose(s: Specimen, chance: random.Random) -> ReportPaper | None:
    received = total(s, "applications.received")
    if not total(s, "applications.carried_out") or total(s, "applications.carried_in"):
        return None
    texts = (
        "{y}年共收到政府信息公开申请{n}件，已全部办结。",
        "全年收到政府信息公开申请{n}件，全部进行了答复。",
        "{y}年，{we}收到政府信息公开申请{n}件，均已答复，办结率100%。",
    )
    return _say(s, chance, texts, n=received)


@defect("P-05")
def other_number_of_reviews(s: Specimen, chance: random.Random) -> ReportPaper:
    reviews = total(s, "remedies.reconsideration")
    texts = (
        "{y}年，因政府信息公开被申请行政复议{n}件。",
        "全年发生涉及政府信息公开的行政复议案件{n}件。",
    )
    return _say(s, chance, texts, n=reviews + chance.randint(1, 4))


@defect("P-05")
def no_suits_in_prose(s: Specimen, chance: random.Random) -> ReportPaper:
    suit = {"remedies.direct_litigation.upheld": 2, "remedies.direct_litigation.total": 2}
    group = {n: 0 for n in s.figures if n.startswith("remedies.direct_litigation.")}
    paper = with_cells(s.paper, s.figures, {**group, **suit})
    texts = ("全年未发生因政府信息公开引起的行政诉讼。", "{y}年无政府信息公开行政诉讼案件。")
    return with_applications(paper, chance.choice(texts).format(y=s.year))


@defect("P-06", form="2021")
def other_number_of_documents(s: Specimen, chance: random.Random) -> ReportPaper:
    made = int(s.figures["proactive.normative_documents.made"]) + chance.randint(1, 5)
    texts = ("{y}年制发行政规范性文件{n}件。", "全年{we}共制定行政规范性文件{n}件，均已公开。")
    return _overview(s, chance, texts, n=made)


@defect("P-07", form="2021", level="county")
def other_number_of_licences(s: Specimen, chance: random.Random) -> ReportPaper:
    licences = int(s.figures["proactive.licences.decisions"]) + chance.randint(3, 500)
    texts = ("{y}年作出行政许可决定{n}件。", "全年办理行政许可{n}件。")
    return _overview(s, chance, texts, n=licences)


@defect("P-08", form="2021")
def other_fees(s: Specimen, chance: random.Random) -> ReportPaper:
    fee = s.figures["proactive.administrative_fees.amount"] + chance.randint(3, 90)
    texts = ("{y}年行政事业性收费{n}万元。", "全年行政事业性收费金额{n}万元，均已公示。")
    return _overview(s, chance, texts, n=fee)


@defect("P-09")
def channels_do_not_sum(s: Specimen, chance: random.Random) -> ReportPaper | None:
    received = total(s, "applications.received")
    if received < 3 or total(s, "applications.carried_in"):
        return None
    online = chance.randint(1, received - 2)
    texts = (
        "{y}年，{we}共收到政府信息公开申请{n}件，其中网络申请{a}件、信函申请{b}件。",
        "全年收到政府信息公开申请{n}件，其中网上申请{a}件，当面申请{b}件。",
    )
    return _say(s, chance, texts, n=received, a=online, b=received - online + 1)


@defect("A-01")
def list_does_not_sum(s: Specimen, chance: random.Random) -> ReportPaper:
    a, b, c = (chance.randint(30, 400) for _ in range(3))
    texts = (
        "{y}年{we}主动公开政府信息{t}条，其中门户网站{a}条，政务微信{b}条，政务微博{c}条。",
        "全年共发布信息{t}条，其中动态类{a}条、公告类{b}条、财政类{c}条。",
    )
    return _overview(s, chance, texts, a=a, b=b, c=c, t=a + b + c - chance.randint(3, 25))


@defect("A-02")
def part_above_whole(s: Specimen, chance: random.Random) -> ReportPaper:
    whole = chance.randint(3, 20)
    texts = (
        "全年组织业务培训{n}场，其中线上培训{m}场。",
        "发布政策解读{n}篇，其中图文解读{m}篇。",
    )
    return _overview(s, chance, texts, n=whole, m=whole + chance.randint(2, 9))


@defect("A-03")
def ratio_wrong(s: Specimen, chance: random.Random) -> ReportPaper:
    letters = chance.randint(100, 500)
    texts = (
        "收到群众来信{n}件，按期答复{m}件，答复率{r}%。",
        "受理热线工单{n}件，办结{m}件，办结率为{r}%。",
    )
    return _overview(s, chance, texts, n=letters, m=letters * 3 // 4, r="86.5")


@defect("A-04")
def shares_above_all(s: Specimen, chance: random.Random) -> ReportPaper:
    text = "从发布渠道看，门户网站占比52.3%，政务微信占比38.1%，政务微博占比21.6%。"
    return _overview(s, chance, (text,))


@defect("A-06")
def all_done_with_a_remainder(s: Specimen, chance: random.Random) -> ReportPaper:
    letters = chance.randint(100, 500)
    texts = ("受理热线工单{n}件，办结{m}件，办结率100%。",)
    return _overview(s, chance, texts, n=letters, m=letters - chance.randint(9, 40))


@defect("A-07")
def half_a_person(s: Specimen, chance: random.Random) -> ReportPaper:
    texts = ("全年培训{n}.5人次。", "公众号文章阅读人数达{n}.3人次。", "接待来访群众{n}.5人。")
    return _overview(s, chance, texts, n=chance.randint(11, 90))


@defect("A-08", level="township")
def none_yet_all_answered(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if total(s, "applications.received") or total(s, "applications.carried_in"):
        return None
    texts = ("{y}年，{we}未收到政府信息公开申请，均已按时答复，答复率100%。",)
    return _say(s, chance, texts)


@defect("A-09")
def in_and_out_do_not_balance(s: Specimen, chance: random.Random) -> ReportPaper:
    received, carried = total(s, "applications.received"), total(s, "applications.carried_in")
    done, left = total(s, "applications.concluded"), total(s, "applications.carried_out")
    texts = ("{y}年新收政府信息公开申请{n}件，上年结转{c}件，办结{d}件，结转下年度继续办理{o}件。",)
    return _say(s, chance, texts, n=received + 8, c=carried, d=done, o=left + 3)


@defect("A-10")
def answers_do_not_cover(s: Specimen, chance: random.Random) -> ReportPaper | None:
    granted = total(s, "applications.granted")
    partly = total(s, "applications.partly_granted")
    done = total(s, "applications.concluded")
    if done - granted - partly < 2:
        return None
    texts = ("{y}年答复政府信息公开申请{d}件，具体为：予以公开{g}件，部分公开{p}件。",)
    return _say(s, chance, texts, d=done, g=granted, p=partly)


@defect("Y-01")
def other_period(s: Specimen, chance: random.Random) -> ReportPaper:
    texts = (
        "本报告所列数据的统计期限自{w}年1月1日起至{w}年12月31日止。",
        "本报告中数据的统计期限为{w}年1月1日至{w}年12月31日。",
        "报告所列数据统计期限为{y}年1月1日至{y}年11月30日。",
    )
    text = chance.choice(texts).format(w=s.year - 1, y=s.year)
    return with_role(s.paper, Role.PREFACE, text)


@defect("Y-02")
def last_year_reported(s: Specimen, chance: random.Random) -> ReportPaper:
    texts = (
        "{last}年，{we}认真落实《条例》要求，扎实推进政府信息公开各项工作。",
        "{last}年，{we}坚持以公开促规范，全面完成了各项公开任务。",
    )
    slots = {"last": s.year - 1, "we": s.body.we}
    span = section_span(s.paper, 1)
    assert span is not None
    first = Paragraph(chance.choice(texts).format(**slots))
    blocks = [*s.paper.blocks[: span[0] + 1], first, *s.paper.blocks[span[0] + 2 :]]
    return replace(s.paper, blocks=tuple(blocks))


@defect("Y-04")
def signed_before_the_end(s: Specimen, chance: random.Random) -> ReportPaper:
    day = f"{s.year}年{chance.randint(1, 11)}月{chance.randint(1, 28)}日"
    return with_role(with_role(s.paper, Role.SIGNATURE, s.body.name), Role.DATE, day)


@defect("Y-05", level="department")
def signed_too_late(s: Specimen, chance: random.Random) -> ReportPaper:
    day = f"{s.year + 1}年{chance.randint(4, 9)}月{chance.randint(1, 28)}日"
    return with_role(with_role(s.paper, Role.SIGNATURE, s.body.name), Role.DATE, day)


@defect("Y-06", form="2021")
def old_form(s: Specimen, chance: random.Random) -> ReportPaper:
    tables = official_tables("2019", invent_figures("2019", s.body.level, chance))
    blocks = [tables[b.number - 2] if isinstance(b, PrintedTable) else b for b in s.paper.blocks]
    return replace(s.paper, form="2019", blocks=tuple(blocks))


@defect("Y-07", form="2021")
def cites_the_old_notice(s: Specimen, chance: random.Random) -> ReportPaper:
    text = "本报告根据《条例》和国办公开办函〔2019〕60号文件要求编制。"
    return with_role(s.paper, Role.PREFACE, text)


@defect("Y-08")
def plans_for_the_past(s: Specimen, chance: random.Random) -> ReportPaper:
    text = f"{s.year - 1}年，{s.body.we}将进一步加大公开力度，丰富解读形式，提高工作人员业务能力。"
    return with_section(
        s.paper, 5, ["存在的主要问题：政策解读形式不够多样，业务培训还需加强。", text]
    )


@defect("S-01")
def section_missing(s: Specimen, chance: random.Random) -> ReportPaper:
    return without_section(s.paper, chance.choice((4, 5, 6)))


@defect("S-04")
def table_cut(s: Specimen, chance: random.Random) -> ReportPaper:
    last = chance.randint(9, 20)
    blocks = [
        PrintedTable(3, b.rows[:last]) if isinstance(b, PrintedTable) and b.number == 3 else b
        for b in s.paper.blocks
    ]
    return replace(s.paper, blocks=tuple(blocks))


@defect("S-05")
def nothing_to_improve(s: Specimen, chance: random.Random) -> ReportPaper:
    return with_section(s.paper, 5, [chance.choice(("无。", "无", "暂无。", "不存在问题。"))])


@defect("S-06")
def ordinals_repeated(s: Specimen, chance: random.Random) -> ReportPaper:
    text = (
        "一是公开内容还不够全面；二是解读形式比较单一；二是业务能力有待提高；四是公开渠道需要拓宽。"
    )
    return with_section(s.paper, 5, [text, "下一步，将继续加强培训，丰富公开形式，拓宽公开渠道。"])


@defect("S-07")
def doubled_words(s: Specimen, chance: random.Random) -> ReportPaper:
    texts = (
        "为方便群众办事查询信息，为方便群众办事查询信息，设置了查阅点。",
        "全年工作扎实推进，成效明显。。",
        "XX局按照要求公开了各类信息。",
    )
    return _overview(s, chance, texts)


@defect("S-08")
def private_number(s: Specimen, chance: random.Random) -> ReportPaper:
    texts = (
        "联系人手机：13812345678。",
        "联系邮箱：1234567890@qq.com。",
        "身份证号：11010519491231002X。",
    )
    return _overview(s, chance, texts)


@defect("A-05", years=2)
def growth_wrong(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper | None:
    now, then = total(s, "applications.received"), total(before, "applications.received")
    if now < 2 or then < 2 or now <= then:
        return None
    share = round(100 * (now - then) / then) + chance.randint(11, 40)
    texts = (
        "{y}年，{we}收到政府信息公开申请{n}件，同比增长{r}%。",
        "{y}年共收到政府信息公开申请{n}件，较上年增长{r}%。",
    )
    return _say(s, chance, texts, n=now, r=share)


@defect("V-07", years=2)
def prose_of_last_year(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper:
    old = [
        replace(b, text=b.text.replace(str(before.year), str(s.year)))
        for b in before.paper.paragraphs
    ]
    tables = iter(s.paper.tables)
    blocks = [next(tables) if isinstance(b, PrintedTable) else None for b in before.paper.blocks]
    words = iter(old)
    return replace(s.paper, blocks=tuple(b or next(words) for b in blocks))


@defect("V-08", years=2)
def last_year_misquoted(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper | None:
    now, then = total(s, "applications.received"), total(before, "applications.received")
    if not now or not then or now == then:
        return None
    quoted = then + chance.randint(2, 9)
    texts = (
        "{y}年收到政府信息公开申请{n}件，上年收到{q}件。",
        "{y}年，{we}共收到政府信息公开申请{n}件，{z}年收到{q}件。",
    )
    return _say(s, chance, texts, n=now, q=quoted, z=before.year)


@defect("Y-03", level="department")
def other_body_signs(s: Specimen, chance: random.Random) -> ReportPaper:
    other = f"{s.body.place}民政局" if "民政" not in s.body.name else f"{s.body.place}财政局"
    paper = with_role(s.paper, Role.SIGNATURE, other)
    return with_role(paper, Role.DATE, f"{s.year + 1}年1月20日")


@defect("Y-03")
def other_year_in_the_title(s: Specimen, chance: random.Random) -> ReportPaper:
    title = f"{s.body.name}{s.year + 1}年政府信息公开工作年度报告"
    return replace(with_role(s.paper, Role.TITLE, title), year=s.year + 1)


@defect("S-02", form="2021")
def parts_of_section_one_missing(s: Specimen, chance: random.Random) -> ReportPaper:
    return with_section(
        s.paper, 1, [f"{s.year}年，{s.body.we}认真落实《条例》要求，各项工作取得实效。"]
    )
