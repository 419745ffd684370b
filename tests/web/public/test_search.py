"""Search for everybody: what is found, how it is narrowed, what is said of it, the same as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import pytest
from django.test import Client

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from gongkai.jobs.indexing import Follower
from gongkai.web.portal import open_data
from gongkai.web.portal.model import SiteIdentity
from gongkai.web.portal.refreshing import identity
from tests.apps.factories import AT, County, later

pytestmark = pytest.mark.django_db
NOTICE = "关于城关片区供水管网检修的公告"
NEWS = "县水务局检查水库"


@pytest.fixture
def county(settings, tmp_path: Path) -> County:
    settings.INDEX_ROOT = tmp_path / "index"
    identity.cache_clear()
    made = County()
    made.published(title=NOTICE, text="<p>检修期间请提前储水。</p>")
    made.published(
        "news",
        title=NEWS,
        text="<p>检查组查看了水库大坝。</p>",
        summary="检查组查看水库。",
        keywords=["水库"],
    )
    indexed(settings)
    return made


def indexed(settings) -> None:
    """Make the index of this node anew."""
    follower = Follower(Path(settings.INDEX_ROOT))
    follower.rebuild(at=AT)
    follower.close()


def data(query: str) -> dict:
    return Client().get(f"/search?format=json&{query}").json()


def titles(query: str) -> list[str]:
    return [one["title"] for one in data(query)["results"]]


def page(query: str) -> str:
    return Client().get(f"/search?{query}").content.decode()


def test_the_notice_is_found(county: County) -> None:
    for words in (
        "供水", "管网检修", "储水", "片区供水管", "供水 检修", "“管网检修”", "供水 -水库", "储",
        "「供水」管网", "供　水", "關於 供水", "检修的供水公告",
    ):  # fmt: skip
        assert titles(f"q={words}") == [NOTICE], words


def test_nothing_is_found_and_help_is_given(county: County) -> None:
    for query in (
        "q=供电", "q=供水 -检修", "q=供水&kind=news", "q=供水&year=1999", "q=<b>", "q=。", "q=-水",
    ):  # fmt: skip
        assert data(query)["total"] == 0, query
        assert "没有找到" in page(query), query


def test_words_in_the_title_come_first(county: County, settings) -> None:
    county.published(title="关于节水宣传的公告", text="<p>水库蓄水情况良好。水库、水库。</p>")
    indexed(settings)
    assert titles("q=水库") == [NEWS, "关于节水宣传的公告"]
    assert titles("q=水库&sort=newest")[0] == "关于节水宣传的公告"


def test_what_was_withdrawn_is_not_shown_even_before_the_index_knows(
    county: County, settings
) -> None:
    edition = county.published(title="关于停水的公告")
    indexed(settings)
    assert titles("q=停水") == ["关于停水的公告"]
    actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="inaccurate",
        remark="时间有误",
        by=county["final_reviewer"],
        at=later(9),
    )
    assert titles("q=停水") == []


def test_found_words_are_marked_and_nothing_else_is_let_through(county: County, settings) -> None:
    county.published(title="关于<i>供水</i>的说明")
    indexed(settings)
    assert "&lt;i&gt;<mark>供水</mark>&lt;/i&gt;" in page("q=供水")


def test_a_document_number_is_found_however_it_is_written(county: County, settings) -> None:
    county.published(title="关于印发管理办法的通知", document_number="青政发〔2026〕3号")
    county.published(title="关于青政发〔2026〕3号的解读", document_number="青政发〔2026〕13号")
    indexed(settings)
    for typed in ("青政发〔2026〕3号", "青政发[2026]3号", "青政发 2026 3号", "青政发〔2026〕3"):
        assert titles(f"q={typed}")[0] == "关于印发管理办法的通知", typed
        assert "已按文号查找" in page(f"q={typed}")
    assert "literal=1" in page("q=青政发 2026 3号")
    assert "现在只按字面查找" in page("q=青政发 2026 3号&literal=1")


def test_a_date_and_a_body_are_understood_and_take_nothing_away(county: County, settings) -> None:
    county.published(title="关于春季植树的公告", written_on=date(2025, 3, 5))
    county.published(title="公布2025年3月的安排")
    indexed(settings)
    assert sorted(titles("q=2025年3月")) == ["公布2025年3月的安排", "关于春季植树的公告"]
    assert titles("q=2025年3月&literal=1") == ["公布2025年3月的安排"]
    assert "2025年3月1日至2025年3月31日" in page("q=2025年3月")
    assert data(f"q={county.office.name}")["total"] == 4
    assert "已按发布机构理解" in page(f"q={county.office.name}")
    assert titles(f"q={county.office.name}水库") == [NEWS]


def test_filters_are_counted_and_can_be_undone(county: County) -> None:
    facets = data("q=水")["facets"]
    assert facets["kind"] == {"announcement": 1, "news": 1}
    narrowed = data("q=水&kind=news")
    assert narrowed["total"] == 1
    assert narrowed["facets"]["kind"] == {"announcement": 1, "news": 1}
    assert narrowed["facets"]["year"] == {"2026": 1}
    shown = page("q=水&kind=news&sort=newest")
    assert 'href="/search?q=%E6%B0%B4&amp;sort=newest"' in shown
    assert 'type="hidden" name="kind" value="news"' in shown


def test_a_column_holds_what_stands_in_the_columns_below_it(county: County) -> None:
    edition = Edition.objects.get(title=NOTICE)
    above = edition.column.parent.code if edition.column.parent else edition.column.code
    assert NOTICE in titles(f"q=供水&column={above}")
    assert titles("q=供水&column=nothing") == []


def test_who_finds_nothing_is_helped(county: County) -> None:
    for query, help_given in (
        ("q=供水&kind=news", "去掉筛选条件，有"),
        ("q=公水管网", "供水管网"),
        ("q=gongshui", "q=%E4%BE%9B%E6%B0%B4"),
        ("q=供水 高铁", "包含其中部分词语的信息"),
    ):
        assert help_given in page(query), query


def test_something_is_suggested_while_typing(county: County) -> None:
    for typed, expected in (
        ("供水", NOTICE),
        ("水库", NEWS),
        ("gongshui", NOTICE),
        ("第2单", "青禾县第2单位"),
    ):
        answer = Client().get(f"/search/suggest?q={typed}").json()
        assert expected in [one["text"] for one in answer["suggestions"]], typed
    for typed in ("", "。", "龘龘"):
        assert Client().get(f"/search/suggest?q={typed}").json()["suggestions"] == []


def test_pages_follow_one_another(county: County, settings) -> None:
    first = Edition.objects.get(title=NOTICE)
    documents = [county.published(title=f"第{n}号供水通告") for n in range(3)]
    indexed(settings)
    assert first.pk
    assert len(documents) == 3
    seen = titles("q=供水&page=1") + titles("q=供水&page=2")
    assert len(seen) == len(set(seen)) == data("q=供水")["total"] == 4


def test_without_an_index_people_are_told_when_to_come_back(settings, tmp_path: Path) -> None:
    settings.INDEX_ROOT = tmp_path / "none"
    answer = Client().get("/search?q=供水")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "检索暂时不能使用" in answer.content.decode()
    health = Client().get("/healthz")
    assert health.status_code == 503
    assert "search" in health.json()["failing"]


def test_suggestions_do_not_use_up_the_searches(settings, county: County) -> None:
    settings.RATE_LIMITS = [("/search/suggest", ("GET",), 6, 5), ("/search", ("GET",), 6, 1)]
    browser = Client()
    codes = [browser.get("/search/suggest?q=水").status_code for _ in range(3)]
    assert [*codes, browser.get("/search?q=水").status_code] == [200] * 4
    again = browser.get("/search?q=水")
    assert again.status_code == 429
    assert int(again["Retry-After"]) > 0


def test_the_data_fit_their_description(county: County) -> None:
    site = SiteIdentity(
        "青禾县人民政府", "https://qinghe.example", "5100000001", "县政府", "县府办"
    )
    schemas = open_data.description(site)["components"]["schemas"]
    jsonschema.validate(data("q=供水"), schemas["Found"])
