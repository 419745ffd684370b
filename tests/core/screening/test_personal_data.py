"""Personal data: made numbers that pass their own checks, and the codes that look like them."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.screening import numbers, personal_data
from gongkai.core.screening.folding import fold

ON = date(2026, 11, 22)
PROVINCES = frozenset(personal_data.shipped().id_card.provinces)
PREFIXES = personal_data.shipped().mobile.prefixes


def made_id(seed: int) -> str:
    """Make an identity number that no register gave out but whose check holds."""
    rng = random.Random(seed)
    head = f"{rng.choice(sorted(PROVINCES))}{rng.randrange(10**4):04d}"
    born = date.fromordinal(
        rng.randrange(date(1930, 1, 1).toordinal(), date(2020, 1, 1).toordinal())
    )
    body = f"{head}{born:%Y%m%d}{rng.randrange(1000):03d}"
    return next(
        body + c
        for c in "0123456789X"
        if numbers.is_id_number(body + c, provinces=PROVINCES, on=ON)
    )


def made_card(seed: int, length: int = 19) -> str:
    rng = random.Random(seed)
    body = "62" + "".join(str(rng.randrange(10)) for _ in range(length - 3))
    return next(body + str(c) for c in range(10) if numbers.passes_luhn(body + str(c)))


def made_mobile(seed: int) -> str:
    rng = random.Random(seed)
    return rng.choice(PREFIXES) + f"{rng.randrange(10**8):08d}"


def made_credit_code(seed: int, head: str = "91") -> str:
    rng = random.Random(seed)
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = head + "511724" + "".join(rng.choice(alphabet) for _ in range(9))
    return next(body + c for c in alphabet if numbers.is_credit_code(body + c))


def rules(text: str) -> list[str]:
    return [alarm.rule for alarm in personal_data.find(fold(text), on=ON)]


WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
FORMS = {
    "写在句子里": "张某，身份证号{0}，住城关镇。",
    "贴着汉字": "公民{0}户",
    "分成三段": "身份证：{1} {2} {3}",
    "用短横隔开": "{1}-{2}-{3}",
    "表格单元": "1\t李某\t{0}\t低保\n",
    "小写校验码": "证号{4}。",
    "残疾人证": "残疾证号{0}43",
    "学籍号": "学籍号G{0}",
}


@given(st.integers(0, 10**9), st.sampled_from(sorted(FORMS)))
def test_an_identity_number_is_found_in_every_form(seed: int, form: str) -> None:
    number = made_id(seed)
    text = FORMS[form].format(number, number[:6], number[6:14], number[14:], number.lower())
    assert "D-01" in rules(text)


@given(st.integers(0, 10**9))
def test_an_identity_number_in_full_width_is_found(seed: int) -> None:
    assert "D-01" in rules(f"身份证号{made_id(seed).translate(WIDE)}")


@given(st.integers(0, 10**9))
def test_number_and_mobile_that_ran_together_are_both_found(seed: int) -> None:
    assert {"D-01", "D-03"} <= set(rules(f"王某{made_id(seed)}{made_mobile(seed)}"))


@pytest.mark.parametrize(
    "form", ["联系人手机{0}。", "电话：{1}-{2}-{3}", "+86 {0}", "0086{0}", "李某{0}\t"]
)
@given(st.integers(0, 10**9))
def test_a_mobile_is_found(form: str, seed: int) -> None:
    mobile = made_mobile(seed)
    assert "D-03" in rules(form.format(mobile, mobile[:3], mobile[3:7], mobile[7:]))


@given(st.integers(0, 10**9), st.sampled_from([16, 17, 18, 19]))
def test_a_bank_card_is_found(seed: int, length: int) -> None:
    found = rules(f"卡号{made_card(seed, length)}，户名赵某")
    assert found in (["D-04"], ["D-01"])


@pytest.mark.parametrize(
    "text",
    [
        "川A12345",
        "川S·D12345",
        "京AD12345",
        "鲁P1234警",
        "护照号E12345678",
        "护照：EA1234567",
        "通行证H12345678",
        "台胞证12345678",
    ],
)
def test_plates_passports_and_permits_are_found(text: str) -> None:
    assert rules(text)[0] in ("D-05", "D-06", "D-07")


@given(st.integers(0, 10**9), st.sampled_from(["91", "92", "11", "12", "N2", "A1", "52"]))
def test_a_credit_code_is_public(seed: int, head: str) -> None:
    assert rules(f"统一社会信用代码{made_credit_code(seed, head)}") == []


@given(st.integers(0, 10**9))
def test_a_procurement_number_is_public(seed: int) -> None:
    number = made_card(seed, 16)
    assert rules(f"采购编号：{number}") == []
    assert rules(f"合同编号{made_card(seed, 18)}") in ([], ["D-01"])


@pytest.mark.parametrize(
    "text",
    [
        "项目代码2101-511724-04-01-123456",
        "0818-6212345",
        "热线12345",
        "邮编635100",
        "511724********1234",
        "138****1234",
        "2026-11-22 09:30:15",
        "北纬30.736512，东经107.204874",
        "金额12345678901.25元",
        "ISBN 978-7-5321-1234-5",
        "工单号20210315123456789012",
        "公开信息15912条、回应13812件",
        "国办发〔2019〕34号",
        "20260101—20261231",
    ],
)
def test_public_numbers_are_left_alone(text: str) -> None:
    assert rules(text) == []


@given(st.integers(0, 10**9))
def test_no_message_shows_the_number(seed: int) -> None:
    number = made_id(seed)
    for alarm in personal_data.find(f"身份证号{number}", on=ON):
        shown = alarm.message + alarm.excerpt
        assert number not in shown
        assert not any(number[i : i + 7] in shown for i in range(12))


@given(st.text(alphabet="0123456789Xx- 　身份证号，。E川A", max_size=200))
def test_any_text_is_answered(text: str) -> None:
    for alarm in personal_data.find(text, on=ON):
        start, end = alarm.spans[0]
        assert 0 <= start < end <= len(text)
