"""What may stand on a screen of a person's data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.text.identifiers import Identifier, normalized
from gongkai.core.text.masking import mask, mask_organization

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("name", "张三", "张*"),
        ("name", "张三丰", "张**"),
        ("name", "张", "张*"),
        ("id_number", "11010119900307123X", "1****************X"),
        ("id_number", "123", "***"),
        ("phone", "13812341234", "138****1234"),
        ("phone", "0564-8621234", "056*****1234"),
        ("phone", "8621234", "*****34"),
        ("email", "zhang@qq.com", "z***@qq.com"),
        ("email", "不是邮箱", "****"),
        ("address", "安徽省六安市舒城县城关镇桃溪路1号", "安徽省六安市舒城县****"),
        ("address", "山东省聊城市东阿县铜城街道", "山东省聊城市东阿县****"),
        ("address", "北京市海淀区中关村大街1号", "北京市海淀区****"),
        ("address", "内蒙古自治区锡林郭勒盟太仆寺旗宝昌镇", "内蒙古自治区锡林郭勒盟太仆寺旗****"),
        ("address", "桃溪路1号", "****"),
        ("address", "安徽省某某路1号", "安徽省****"),
        ("text", "任何内容", "****"),
    ],
)
def test_masked(kind, value, shown):
    assert mask(kind, value) == shown


@pytest.mark.parametrize("kind", list(Identifier))
def test_nothing_stays_nothing(kind):
    assert mask(kind, "  ") == ""


def test_the_name_of_an_organisation_is_no_personal_data():
    assert mask_organization("某某律师事务所") == "某某律师事务所"


@given(st.from_regex(r"1\d{10}", fullmatch=True))
@PATIENT
def test_four_digits_of_a_mobile_are_always_hidden(number):
    assert mask("phone", number) == f"{number[:3]}****{number[-4:]}"


@given(st.sampled_from(list(Identifier)), st.text("张三李 　·•Xx\uff112-+()\uff21A@.", max_size=30))
@PATIENT
def test_normalising_twice_changes_nothing_more(kind, value):
    once = normalized(kind, value)
    assert normalized(kind, once) == once
