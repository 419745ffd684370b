"""What the pages of the portal say, each for a county that has published one of everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import transaction
from selectolax.lexbor import LexborHTMLParser

from gongkai.core.publishing.topics import prescribed_topics
from gongkai.web.portal.rendering import with_outside_links
from tests.web.portal.everything import PLAN, REPLACED, Published, everything, written

pytestmark = pytest.mark.django_db  # the tables are only made for tests that carry the mark
ADDRESS = "https://www.qinghe.example"
ANSWERED_LIVE = ("", "/search", "/apply/", "/apply/status/")  # pages of the server, not of the tree


class Site:
    def __init__(self, root: Path, published: Published) -> None:
        self.root, self.published = root, published

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def page(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(path))

    def item(self, name: str) -> LexborHTMLParser:
        return self.page(f"items/000/{getattr(self.published, name)}.html")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    with django_db_blocker.unblock(), transaction.atomic():
        published = everything()
        yield Site(written(tmp_path_factory.mktemp("pages"), ADDRESS), published)
        transaction.set_rollback(True)


def words(page: LexborHTMLParser, selector: str) -> str:
    return " ".join(one.text() for one in page.css(selector))


def links(page: LexborHTMLParser, selector: str = "main a") -> dict[str, str]:
    return {one.text().strip(): one.attributes.get("href") or "" for one in page.css(selector)}


def metas(page: LexborHTMLParser) -> dict[str, str]:
    return {
        one.attributes.get("name") or "": one.attributes.get("content") or ""
        for one in page.css("meta[name]")
    }


def test_a_document_and_its_interpretation_lead_to_each_other(site):
    plan, told = site.item("plan"), site.item("interpretation")
    there = f"/items/000/{site.published.interpretation}.html"
    assert links(plan)[f"《{PLAN}》解读"] == there
    assert links(told)[PLAN] == f"/items/000/{site.published.plan}.html"


def test_the_validity_is_said_in_words(site):
    assert "现行有效" in words(site.item("plan"), ".banner.valid")
    banner = words(site.item("replaced"), ".banner.abolished")
    assert "已废止" in banner
    assert "已被新方案替代" in banner


def test_a_page_carries_the_prescribed_tags(site):
    told = metas(site.item("plan"))
    assert told["ColumnName"] == "县政府文件"
    assert told["ColumnType"] == "政策文件"
    assert told["ArticleTitle"] == PLAN
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", told["PubDate"])
    assert told["SiteIDCode"] == "9901210001"
    for path in ("disclosure/index.html", "gazette/index.html", "columns/news/index.html"):
        assert metas(site.page(path))["ColumnName"], path


def test_every_page_has_the_footer_items(site):
    for path in site.root.rglob("*.html"):
        footer = words(LexborHTMLParser(path.read_text("utf-8")), "footer")
        for needed in ("主办单位", "承办单位", "网站标识码：9901210001", "演示备", "联系电话",
                       "我为政府网站找错", "网站地图"):  # fmt: skip
            assert needed in footer, path


def test_the_platform_has_its_blocks_in_order_and_the_application_apart(site):
    menu = site.page("disclosure/index.html").css_first(".platform-menu")
    blocks = [one.text() for one in menu.css("ul > li > a") if one.parent.parent.parent == menu]
    assert blocks == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    ]  # fmt: skip
    assert menu.css_first("li.apart a").attributes["href"] == "/apply/"
    assert "政务动态" not in menu.text()


def test_a_column_of_the_platform_shows_the_menu_and_its_own_place(site):
    page = site.page("columns/statutory/documents/county/index.html")
    assert page.css_first(".platform-menu a.open").text() == "行政法规、规章和规范性文件"
    assert not site.page("columns/news/index.html").css(".platform-menu")


def test_a_column_has_volumes_a_feed_and_data(site):
    front = site.page("columns/news/index.html")
    assert len(front.css("main .items > li")) == 20
    assert links(front)["较早"] == "/columns/news/1.html"
    feed = ElementTree.fromstring(site.text("columns/news/feed.atom"))  # noqa: S314 - our own
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 20
    data = json.loads(site.text("columns/news/1.json"))
    assert data["schema"] == "gongkai.list/1"
    assert data["items"][0]["data"].endswith(".json")


def test_the_data_are_as_the_description_says(site):
    schemas = json.loads(site.text("api/openapi.json"))["components"]["schemas"]
    for pattern, name in (("items/**/*.json", "Item"), ("columns/**/*.json", "List")):
        for path in site.root.glob(pattern):
            told = json.loads(path.read_text("utf-8"))
            assert set(told) == set(schemas[name]["required"]), path
    line = schemas["List"]["properties"]["items"]["items"]["required"]
    listed = json.loads(site.text("columns/news/index.json"))["items"]
    assert all(set(one) == set(line) for one in listed)
    issue = json.loads(site.text(f"items/000/{site.published.issue}.json"))
    assert issue["tables"][0]["rows"][0][1:3] == [PLAN, "3"]


def test_the_whole_site_has_feeds_and_tells_crawlers_where_everything_is(site):
    rss = ElementTree.fromstring(site.text("feed.rss"))  # noqa: S314 - our own
    assert len(rss.findall("channel/item")) == 30
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in site.text("robots.txt")


def test_the_gazette_lists_issues_by_year_and_an_issue_its_contents(site):
    front = site.page("gazette/index.html")
    assert "2026 年" in words(front, "h2")
    assert "第 3 期（总第 49 期）" in words(front, ".issue strong")
    issue = site.item("issue")
    assert links(issue, ".contents a")[PLAN] == f"/items/000/{site.published.plan}.html"
    assert "任免通知" in words(issue, ".contents li span")


def test_the_policy_library_has_facets_and_a_page_for_each_year(site):
    front = site.page("policies/index.html")
    facets = links(front, ".facets a")
    assert facets["2026"] == "/policies/2026.html"
    assert facets["废止"].startswith("/search?kind=normative_document&validity=repealed")
    year = words(site.page("policies/2026.html"), ".items")
    assert PLAN in year
    assert REPLACED in year


def test_the_catalogue_counts_the_columns_that_are_filled(site):
    rows = {
        row.css_first("th").text(): [cell.text() for cell in row.css("td")]
        for row in site.page("catalogue/index.html").css("tbody tr")
    }
    documents = rows["行政法规、规章和规范性文件"]
    assert documents[:3] == ["4", "1", "25%"]
    assert rows["统计信息"][:3] == ["1", "0", "0%"]


def test_the_standard_catalogue_tells_its_fill_rates_by_level(site):
    page = site.page("catalogue/standard/index.html")
    rates = words(page, "table:has(caption) td")
    assert "县级 0%（0/1）；乡级 0%（0/1）" in rates
    assert "还没有信息" in words(page, ".chip")
    assert (site.root / "catalogue/standard/2026.html").exists()


def test_a_body_has_its_profile_its_documents_and_its_reports(site):
    page = site.page("bodies/body-2.html")
    assert "负责供水。" in words(page, "main")
    assert "青禾县供水局2025年政府信息公开工作年度报告" in words(page, ".items")
    directory = words(site.page("bodies/index.html"), ".directory")
    assert "0890-5550101" in directory


def test_a_topic_gathers_from_its_columns(site):
    page = words(site.page("topics/meetings.html"), "main")
    assert "会议" in page
    for topic in prescribed_topics():
        assert (site.root / f"topics/{topic.key}.html").exists(), topic.key
    assert PLAN in words(site.page("themes/02.html"), ".items")


def test_a_link_that_leads_away_says_where_to(site):
    away = site.item("plan").css_first("a.outside")
    assert away.attributes["title"] == "站外链接：elsewhere.example"
    assert "outside" in (site.item("interpretation").css_first("a[href^='https://province']")
                         .attributes["class"] or "")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a href="https://a.example/x">x</a>', "站外链接：a.example"),
        ('<a href="https://www.qinghe.example/x">x</a>', None),
        ('<a href="/items/1.html">x</a>', None),
        ('<a title="甲" href="https://a.example">x</a>', "甲"),
    ],
)
def test_only_links_to_other_hosts_are_marked(text, expected):
    anchor = LexborHTMLParser(with_outside_links(text, "www.qinghe.example")).css_first("a")
    assert anchor.attributes.get("title") == expected


def test_pages_keep_to_their_budget(site):
    for path in (site.root / "items").rglob("*.html"):
        assert path.stat().st_size <= 60 * 1024, path
    assert (site.root / "static/design/portal.css").stat().st_size < 30 * 1024


def test_no_page_asks_anything_of_another_host(site):
    for path in site.root.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        for one in page.css("script, img, iframe, link[rel=stylesheet], link[rel=icon], source"):
            asked = one.attributes.get("src") or one.attributes.get("href") or ""
            assert asked.startswith("/"), (path, asked)
        assert not page.css("[style], style, script:not([src])"), path


def test_every_link_inside_the_tree_leads_somewhere(site):
    for path in site.root.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        for one in page.css("a[href^='/'], link[href^='/'], script[src]"):
            address = (one.attributes.get("href") or one.attributes["src"]).partition("#")[0]
            if address.partition("?")[0] in ANSWERED_LIVE:
                continue
            place = site.root / (address[1:] + ("index.html" if address.endswith("/") else ""))
            assert place.is_file(), (path, address)
