"""What the lint says of letters that handlers spoil."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.casework.letters.facts import LetterFacts, WithheldPart
from gongkai.core.casework.letters.lint import lint
from gongkai.core.casework.letters.merging import TooEarlyError, fields_of, merge
from gongkai.core.casework.letters.numbering import NumberingError, number
from gongkai.core.kernel.findings import Level

FACTS = LetterFacts(
    body="某某县自然资源局",
    dated_on=date(2026, 11, 20),
    number="某自然资公复〔2026〕3号",
    applicant="张三",
    request="某某村土地征收补偿方案",
    case_number="2026-0003",
    received_on=date(2026, 11, 2),
    reasons="该材料是会议纪要的未定稿，尚在讨论",
    supply="纸质复制件",
    reconsideration_body="某某县人民政府",
    court="某某县人民法院",
    contact="公开办 0564-8620000",
    details={
        "which_process": "过程稿",
        "search": "办公自动化系统和征收股档案，关键词“征收补偿”",
        "route": "县政府网站征地信息栏",
    },
)
REFUSED, MISSING = "refused.process_information", "unable.not_existing"


def sentences(text, facts=FACTS, kind=REFUSED, code=None):
    return [each.sentence for each in lint(text, facts, kind) if code in (None, each.code)]


def test_a_sound_letter_has_no_findings():
    assert sentences(merge(REFUSED, FACTS)) == []


def test_the_whole_letter_as_it_is_merged():
    assert merge(MISSING, FACTS).splitlines() == [
        "政府信息不存在告知书",
        "某自然资公复〔2026〕3号",
        "",
        "张三：",
        "",
        "你向本机关提出的政府信息公开申请（登记编号：2026-0003），本机关于2026年11月2日收到。",
        "你申请公开的内容为：“某某村土地征收补偿方案”。",
        "收到申请后，本机关进行了检索，检索的范围和方法：办公自动化系统和征收股档案，关键词“征收补偿”。",
        "经检索没有找到你申请公开的信息。理由：该材料是会议纪要的未定稿，尚在讨论。",
        "根据《中华人民共和国政府信息公开条例》第三十六条第（四）项，本机关告知你：该政府信息不存在。",
        "对本答复不服的，可以自知道本答复之日起60日内向某某县人民政府申请行政复议，"
        "或者自知道本答复之日起6个月内向某某县人民法院提起行政诉讼。",
        "联系方式：公开办 0564-8620000。",
        "",
        "某某县自然资源局（印章）",
        "2026年11月20日",
    ]


def test_reasons_in_other_words_are_reasons():
    text = merge(REFUSED, FACTS).replace(FACTS.reasons, "该稿没有定下来，公开会使人误解")
    assert sentences(text) == []


def test_what_is_not_known_stands_as_a_gap_that_is_found():
    facts = replace(FACTS, details={}, court="")
    text = merge(REFUSED, facts)
    assert "【待填：哪一类过程性信息】" in text
    assert sentences(text, facts, code="letter.unfilled") == [
        "还有没填的内容：【待填：哪一类过程性信息】。请填写。",
        "还有没填的内容：【待填：人民法院】。请填写。",
    ]


DIRECT = (
    "对本答复不服的，可以自知道本答复之日起60日内向某某县人民政府申请行政复议，"
    "或者自知道本答复之日起6个月内向某某县人民法院提起行政诉讼。"
)


def remedies_of(text):
    return next(line for line in text.splitlines() if "行政复议" in line)


def test_a_refusal_of_today_must_name_reconsideration_first():
    text = merge(REFUSED, FACTS)
    assert "应当" in remedies_of(text)
    assert sentences(text.replace(remedies_of(text), DIRECT), code="letter.remedies_order") == [
        "2026-11-20作出的“不予公开决定书”须写明应当先申请行政复议，对复议决定不服再提起行政诉讼。请改写救济途径。"
    ]


def test_a_refusal_of_2023_leaves_the_choice():
    facts = replace(
        FACTS,
        dated_on=date(2023, 11, 20),
        received_on=date(2023, 11, 2),
        number="某公复〔2023〕3号",
    )
    text = merge(REFUSED, facts)
    assert remedies_of(text) == DIRECT
    assert sentences(text, facts) == []


def test_whoever_may_choose_must_not_be_sent_to_reconsideration_first():
    text = merge(MISSING, FACTS)
    wrong = remedies_of(merge(REFUSED, FACTS))
    assert sentences(text.replace(DIRECT, wrong), kind=MISSING, code="letter.remedies_order") == [
        "“政府信息不存在告知书”不属于复议前置，可以选择行政复议或者行政诉讼。请改写救济途径。"
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("某某县人民政府", "上级机关", "letter.remedies_organ"),
        ("某某县人民法院", "人民法院", "letter.remedies_court"),
        ("60日内", "30日内", "letter.remedies_term"),
        ("6个月内", "3个月内", "letter.remedies_term"),
        ("张三：", "李四：", "letter.addressee"),
        ("某自然资公复〔2026〕3号", "某自然资公复〔2026〕4号", "letter.own_number"),
        ("某自然资公复〔2026〕3号", "2026第3号", "letter.own_number"),
        ("（印章）", "", "letter.seal"),
        ("某某县自然资源局（印章）", "某某局（印章）", "letter.body"),
        ("\n2026年11月20日\n", "\n2026年11月21日\n", "letter.dated_on"),
        ("第三十六条第（四）项", "第三十六条第（三）项", "letter.articles"),
        ("某某村土地征收补偿方案", "有关材料", "letter.request"),
        ("本机关于2026年11月2日收到", "本机关收到", "letter.received_on"),
        ("告知你：该政府信息不存在", "告知你", "letter.decision"),
        ("告知你：该", "决定不予公开：该", "letter.other_decision"),
        ("2026年11月2日收到", "2026年11月3日收到", "letter.unknown_date"),
        (
            "根据《中华人民共和国政府信息公开条例》",
            "根据《中华人民共和国政府信息公开条例》第十六条、",
            "letter.other_ground",
        ),
        ("中华人民共和国政府信息公开条例》", "政府信息公开条例》（2007）", "letter.outdated_law"),
        ("尚在讨论", "与你的生产、生活、科研无关", "letter.purpose"),
        ("政府信息不存在告知书", "函", "letter.title"),
    ],
)
def test_each_fault_has_its_finding(old, new, code):
    text = merge(MISSING, FACTS)
    assert old in text
    assert code in {each.code for each in lint(text.replace(old, new, 1), FACTS, MISSING)}


def test_chinese_numerals_are_as_good():
    text = merge(MISSING, FACTS).replace("60日", "六十日").replace("6个月", "六个月")
    text = text.replace("\n2026年11月20日\n", "\n二〇二六年十一月二十日\n")
    assert sentences(text, kind=MISSING) == []


def test_a_letter_older_than_the_receipt_is_an_error():
    facts = replace(FACTS, received_on=date(2026, 11, 23))
    found = lint(merge(MISSING, facts), facts, MISSING)
    assert [(each.code, each.level) for each in found] == [("letter.date_order", Level.ERROR)]


def test_each_withheld_part_needs_article_and_reason():
    parts = (
        WithheldPart("第2页住址", "third_party_rights", "公开会泄露个人隐私", "personal_privacy"),
        WithheldPart("第5页处理意见", "process_information", "属于未定稿", "draft"),
    )
    facts = replace(FACTS, withheld=parts, details={"open_part": "其余内容"})
    text = merge("partly_granted", facts)
    assert (
        "（二）第5页处理意见：属于四类过程性信息（过程稿），依据《条例》第十六条第二款，理由：属于未定稿。"
        in text
    )
    assert sentences(text, facts, "partly_granted") == []
    assert sentences(text.replace("第十六条第二款", ""), facts, "partly_granted") == [
        "不予公开的“第5页处理意见”没有写全条款（第十六条第二款）和理由。请逐处写明。"
    ]


def test_a_third_party_is_not_told_who_applied():
    facts = replace(
        FACTS, addressee="某某公司", details={"content_asked": "合同第3页", "answer_days": 15}
    )
    text = merge("third_party", facts)
    assert "某某公司：" in text
    assert "你单位" in text
    assert "张三" not in text
    spoilt = text.replace("本机关收到政府信息公开申请", "本机关收到张三的政府信息公开申请")
    assert sentences(spoilt, facts, "third_party") == [
        "致第三方的文书写出了申请人。没有必要的，请删去。"
    ]


def test_attachments_are_listed_one_by_one():
    facts = replace(FACTS, attachments=("补偿方案", "平面图"), details={"information": "见附件"})
    text = merge("granted.given", facts)
    assert "附件：1. 补偿方案\n2. 平面图" in text
    assert sentences(text.replace("2. 平面图", ""), facts, "granted.given") == [
        "附件“平面图”没有在附件说明中列出。请补写。"
    ]


def test_there_is_no_template_for_a_day_before_the_law():
    with pytest.raises(TooEarlyError, match="2019-05-15"):
        merge(REFUSED, replace(FACTS, dated_on=date(2019, 5, 14)))


def test_the_fields_of_a_kind_carry_label_help_and_choices():
    (field, reasons) = [each for each in fields_of(REFUSED) if each.required][:2]
    assert (field.label, field.choices[1]) == ("哪一类过程性信息", "过程稿")
    assert reasons.key == "reasons"
    assert all(each.help for each in fields_of(REFUSED))


def test_numbers_follow_the_rule():
    assert number(code="舒", year=2026, serial=3) == "舒公复〔2026〕3号"
    assert (
        number("{code}公开告〔{year}〕{serial}号", code="东政", year=2026, serial=12)
        == "东政公开告〔2026〕12号"
    )


@pytest.mark.parametrize(
    "rule", ["{code}〔{year}〕号", "{code}[{year}]{serial}号", "{code}〔{year}〕{serial}号{x}"]
)
def test_a_rule_that_gives_no_number_is_refused(rule):
    with pytest.raises(NumberingError):
        number(rule, code="舒", year=2026, serial=3)


def test_words_of_several_lines_are_found():
    facts = replace(
        FACTS,
        request="一、补偿方案\n二、听证笔录",
        reasons="该材料是未定稿\n尚在讨论",
        details={"search": "办公系统\n征收股档案"},
    )
    text = merge(MISSING, facts)
    assert sentences(text, facts, MISSING) == []
    assert sentences(text.replace("二、听证笔录", ""), facts, MISSING) == [
        "没有写明：申请公开的内容。请补写。"
    ]
