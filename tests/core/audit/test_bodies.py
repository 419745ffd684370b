"""Names of public bodies: the same body, its level, who is below whom."""

from __future__ import annotations

import pytest

from gongkai.core.audit.bodies import BodyKind, BodyLevel, body_name, is_below, may_name, same_body

SAME = [
    ("青禾县政府办公室", "青禾县人民政府办公室"),
    ("临江市青禾县人民政府", "青禾县人民政府"),
    ("青禾县市场监管局", "青禾县市场监督管理局"),
    ("青禾县教体局", "青禾县教育和体育局"),
    ("青禾县 人民政府", "青禾县人民政府"),
    ("青禾县柳河镇人民政府", "青禾县柳河镇"),
    ("青禾县城东街道办事处", "青禾县人民政府城东街道办事处"),
    ("青禾县扶贫办", "青禾县乡村振兴局"),
]
DIFFERENT = [
    ("青禾县人民政府", "青禾县人民政府办公室"),
    ("青禾县教育局", "青禾县水利局"),
    ("临江市城关区人民政府", "白水市城关区人民政府"),
    ("青禾县人民政府", "白水县人民政府"),
    ("青禾县自然资源局", "青禾县自然资源和规划局"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_body(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_different_bodies(one: str, other: str) -> None:
    assert not same_body(one, other)


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("青河省人民政府", BodyKind.GOVERNMENT, BodyLevel.PROVINCE),
        ("重庆市教育委员会", BodyKind.DEPARTMENT, BodyLevel.PROVINCE),
        ("北京市朝阳区人民政府", BodyKind.GOVERNMENT, BodyLevel.COUNTY),
        ("凉河彝族自治州人民政府", BodyKind.GOVERNMENT, BodyLevel.PREFECTURE),
        ("临江市民政局", BodyKind.DEPARTMENT, BodyLevel.CITY),
        ("临江市青禾市人民政府", BodyKind.GOVERNMENT, BodyLevel.COUNTY),
        ("青禾县市场监督管理局", BodyKind.DEPARTMENT, BodyLevel.COUNTY),
        ("青禾县城市管理局", BodyKind.DEPARTMENT, BodyLevel.COUNTY),
        ("沙市区教育局", BodyKind.DEPARTMENT, BodyLevel.COUNTY),
        ("莘县柳河镇人民政府", BodyKind.TOWNSHIP, BodyLevel.COUNTY),
        ("红旗街道办事处", BodyKind.TOWNSHIP, BodyLevel.UNKNOWN),
        ("青禾县人民政府办公室", BodyKind.OFFICE, BodyLevel.COUNTY),
        ("教育局", BodyKind.DEPARTMENT, BodyLevel.UNKNOWN),
    ],
)
def test_kind_and_level(name: str, kind: BodyKind, level: BodyLevel) -> None:
    met = body_name(name)
    assert (met.kind, met.level) == (kind, level)


def test_departments_and_townships_are_below_their_county() -> None:
    county = body_name("临江市青禾县人民政府")
    assert is_below(body_name("青禾县教育局"), county)
    assert is_below(body_name("青禾县柳河镇人民政府"), county)
    assert is_below(body_name("青禾县人民政府办公室"), county)
    assert not is_below(body_name("白水县教育局"), county)
    assert not is_below(county, county)
    assert not is_below(body_name("青禾县教育局"), body_name("青禾县水利局"))


def test_counties_are_below_their_city_and_their_departments_are_not() -> None:
    city = body_name("临江市人民政府")
    assert is_below(body_name("临江市青禾县人民政府"), city)
    assert not is_below(body_name("临江市青禾县教育局"), city)


def test_a_short_form_keeps_the_order_of_characters() -> None:
    assert may_name("青禾县人民政府", "青禾土家族自治县人民政府")
    assert not may_name("禾青县人民政府", "青禾土家族自治县人民政府")
