"""Search for everybody: what is found, how it is narrowed, and the same as data."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.test import Client

from gongkai.apps.publishing import actions
from gongkai.web.portal import open_data, reading
from gongkai.web.portal.model import SiteIdentity
from gongkai.web.portal.refreshing import identity
from gongkai.web.portal.rendering import Renderer
from tests.apps.factories import County, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    identity.cache_clear()
    made = County()
    made.published(title="关于城关片区供水管网检修的公告", text="<p>检修期间请提前储水。</p>")
    made.published(
        "news",
        title="县水务局检查水库",
        text="<p>检查组查看了水库大坝。</p>",
        summary="检查组查看水库。",
        keywords=["水库"],
    )
    return made


def data(query: str) -> dict:
    return Client().get(f"/search?format=json&{query}").json()


@pytest.mark.parametrize(
    "words", ["供水", "管网检修", "储水", "片区供水管", "供水 检修", "“管网检修”", "供水 -水库"]
)
def test_the_notice_is_found(county: County, words: str) -> None:
    assert [one["title"] for one in data(f"q={words}")["results"]] == [
        "关于城关片区供水管网检修的公告"
    ]


@pytest.mark.parametrize(
    "query", ["q=供电", "q=供水 -检修", "q=供水&kind=news", "q=供水&year=1999", "q=<b>"]
)
def test_nothing_is_found_and_help_is_given(county: County, query: str) -> None:
    assert data(query)["total"] == 0
    assert "没有找到" in Client().get(f"/search?{query}").content.decode()


def test_words_in_the_title_come_first(county: County) -> None:
    county.published(title="关于节水宣传的公告", text="<p>水库蓄水情况良好。</p>")
    assert data("q=水库")["total"] == 2
    assert data("q=水库")["results"][0]["title"] == "县水务局检查水库"


def test_what_was_withdrawn_is_not_found(county: County) -> None:
    edition = county.published(title="关于停水的公告")
    assert data("q=停水")["total"] == 1
    actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="inaccurate",
        remark="时间有误",
        by=county["final_reviewer"],
        at=later(9),
    )
    assert data("q=停水")["total"] == 0


def test_found_words_are_marked_and_nothing_else_is_let_through(county: County) -> None:
    county.published(title="关于<i>供水</i>的说明")
    page = Client().get("/search?q=供水").content.decode()
    assert "&lt;i&gt;<mark>供水</mark>&lt;/i&gt;" in page


def test_the_data_fit_their_description(county: County) -> None:
    site = SiteIdentity(
        "青禾县人民政府", "https://qinghe.example", "5100000001", "县政府", "县府办"
    )
    schemas = open_data.description(site)["components"]["schemas"]
    jsonschema.validate(data("q=供水"), schemas["Found"])
    edition = county.published(title="关于数据的公告")
    item = json.loads(Renderer(site).item_data(reading.item(edition)))
    jsonschema.validate(item, schemas["Item"])
