"""From an empty draft to the portal: a normative document with its interpretation, through the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone

from gongkai.adapters.site.verify import verify
from gongkai.apps.publishing.models import Edition
from gongkai.jobs.site_following import SiteFollower
from gongkai.web.portal import refreshing
from tests.journeys.browsing import Visitor, visitor

pytestmark = pytest.mark.journey
PASSWORD = "shan-shui-2026-qinghe"  # noqa: S105 - a made-up county
TITLE = "青禾县城市供水管理办法"


class Office:
    """The back office as its people see it: each signed in at a window of their own."""

    def __init__(self, window, address: str, county) -> None:
        self.window, self.address, self.county = window, address, county
        self.people: dict[str, Visitor] = {}

    def person(self, role: str) -> Visitor:
        if role not in self.people:
            user = self.county[role]
            user.set_password(PASSWORD)
            user.save()
            one = visitor(self.window)
            one.page.goto(f"{self.address}/office/login/")
            one.page.get_by_label("用户名").fill(user.username)
            one.page.get_by_label("密码").fill(PASSWORD)
            one.page.get_by_role("button", name="登录").click()
            one.page.wait_for_url("**/office/")
            self.people[role] = one
        return self.people[role]

    def act(self, role: str, edition: int, name: str, **given: str) -> None:
        """Open an act, fill in what it asks for, confirm it."""
        page = self.person(role).page
        page.goto(f"{self.address}/office/editions/{edition}/acts/{name}/")
        for field, value in given.items():
            box = page.locator(f"[name='{field}']")
            if box.first.evaluate("node => node.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        for choice in page.locator("fieldset.question input[value='no']").all():
            choice.check()
        page.get_by_role("button", name="确认").click()
        page.wait_for_url(f"**/office/editions/{edition}/")

    def through_reviews(self, edition: int, *, legality: bool) -> None:
        self.act("first_reviewer", edition, "approve", remark="同意")
        self.act("secrecy_reviewer", edition, "approve")
        if legality:
            asked = str(self.county.office.pk)
            self.act(
                "second_reviewer", edition, "ask_opinion", opinion_kind="legality", asked=asked
            )
            page = self.person("legality_reviewer").page
            page.goto(f"{self.address}/office/editions/{edition}/")
            page.get_by_label("同意", exact=True).check()
            page.get_by_role("button", name="答复").click()
            page.wait_for_load_state()
        self.act("second_reviewer", edition, "approve")
        self.act("final_reviewer", edition, "approve")


@pytest.fixture
def office(window, live_server, open_county) -> Office:
    return Office(window, live_server.url, open_county)


def begin(office: Office, kind: str) -> int:
    page = office.person("drafter").page
    page.goto(f"{office.address}/office/documents/new/")
    page.locator(f"input[name='kind'][value='{kind}']").check()
    page.get_by_role("button", name="开始起草").click()
    page.wait_for_url("**/edit/")
    return Edition.objects.latest("pk").pk


def fill_catalogue(page, *, title: str, column: str, item: str, summary: str) -> None:
    page.locator("#f-title").fill(title)
    page.locator("#f-column").select_option(column)
    page.locator("#f-item").select_option(item)
    page.locator("#f-theme").select_option("02-01")
    page.locator("#f-written_on").fill("2026-11-18")
    page.locator("#f-summary").fill(summary)
    page.locator("#f-keywords").fill("供水、管理")
    page.locator("input[name='disclosure'][value='proactive']").check()
    page.locator("#f-disclosure_article").fill("《政府信息公开条例》第二十条第一项")


def save(page, then: str = "stay") -> None:
    page.locator(f"button[name='then'][value='{then}']").click()
    page.wait_for_load_state()


def write_document(office: Office) -> int:
    """Draft the document: a blocked word is refused, then mended; a file is attached."""
    drafter = office.person("drafter")
    page = drafter.page
    document = begin(office, "normative_document")
    fill_catalogue(
        page,
        title=TITLE,
        column="A20-01-normative",
        item="A20-01",
        summary="规定供水、用水和收费。",
    )
    for field, value in (
        ("document_number", "青府规〔2026〕3号"),
        ("effective_on", "2026-12-01"),
        ("expires_on", "2031-11-30"),
        ("own-registration_number", "QHGF-2026-0003"),
        ("own-printed_on", "2026-11-18"),
    ):
        page.locator(f"#f-{field}").fill(value)
    page.locator("#f-own-genre").select_option("notice")
    page.locator("#f-own-trial").select_option("no")
    paper = page.locator(".ProseMirror")
    paper.click()
    paper.press_sequentially("县供水领导小姐负责协调供水工作。")
    save(page)
    assert "领导小组" in page.locator("#findings").inner_text()
    drafter.picture("draft")
    save(page, "submit")
    assert "领导小姐" in page.locator(".error-summary").inner_text()
    paper.click()
    page.keyboard.press("Control+A")
    paper.press_sequentially("县供水领导小组负责协调供水工作。")
    save(page)
    assert "没有发现问题" in page.locator("#findings").inner_text()
    page.locator("#f-file").set_input_files(
        {"name": "收费标准.txt", "mimeType": "text/plain", "buffer": "居民用水每吨二元。".encode()}
    )
    page.get_by_role("button", name="上传").click()
    page.locator("#attachments .files a", has_text="收费标准.txt").wait_for()
    return document


def write_interpretation(office: Office, document: int) -> int:
    """Draft the interpretation and link it to the document that is not yet published."""
    page = office.person("drafter").page
    interpretation = begin(office, "interpretation")
    title = f"《{TITLE}》解读"
    fill_catalogue(
        page, title=title, column="interpretation", item="A20-15", summary="解读供水办法。"
    )
    chosen = "input[name='own-forms'][value='text'], input[name='own-elements']"
    for box in page.locator(chosen).all():
        box.check()
    page.locator("#f-own-interpreter").select_option("drafting_unit")
    page.locator(".ProseMirror").click()
    page.locator(".ProseMirror").press_sequentially("说明制定背景、依据和主要内容。")
    save(page)
    page.locator("#r-number").fill(f"稿件 {document}")
    page.locator("#relations form").last.get_by_role("button", name="关联").click()
    page.wait_for_load_state()
    return interpretation


def sent_back_and_mended(office: Office, document: int) -> None:
    """The first reviewer sends the document back; the drafter reads why, mends it, hands it in."""
    reviewer = office.person("first_reviewer")
    reviewer.page.goto(f"{office.address}/office/")
    assert TITLE in reviewer.page.locator("main").inner_text()
    reviewer.picture("home")
    office.act("first_reviewer", document, "send_back", remark="请写明收费依据")
    page = office.person("drafter").page
    page.goto(f"{office.address}/office/editions/{document}/edit/")
    assert "请写明收费依据" in page.locator("main").inner_text()
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.locator(".ProseMirror").press_sequentially("收费依据省定价目录执行。")
    save(page, "submit")
    reviewer.page.goto(f"{office.address}/office/editions/{document}/")
    reviewer.picture("review")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    """A public tree of its own for the worker of this journey."""
    cached = (refreshing.writer, refreshing.tree, refreshing.identity)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SITE_ROOT", tmp_path / "site")
        patch.setattr(settings, "KEYS_ROOT", tmp_path / "keys")
        for one in cached:
            one.cache_clear()
        yield tmp_path / "site"
        refreshing.writer().close()
        for one in cached:
            one.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_a_normative_document_goes_from_draft_to_the_portal(office: Office, site: Path) -> None:
    document = write_document(office)
    interpretation = write_interpretation(office, document)
    office.act("drafter", interpretation, "submit")
    office.act("drafter", document, "submit")
    sent_back_and_mended(office, document)
    office.through_reviews(interpretation, legality=False)
    office.through_reviews(document, legality=True)
    office.act("final_reviewer", document, "publish")
    both = Edition.objects.filter(pk__in=(document, interpretation))
    assert set(both.values_list("state", flat=True)) == {"published"}

    follower = SiteFollower(site)
    while follower.step(at=timezone.now()):
        pass
    key = Edition.objects.get(pk=document).document_id
    text = (site / f"items/000/{key}.html").read_text("utf-8")
    for words in ("收费依据省定价目录执行", f"《{TITLE}》解读", "收费标准.txt"):
        assert words in text
    assert verify(site) == []
    for role, one in office.people.items():
        assert one.complaints == [], role


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_screens_have_no_accessibility_violation(office: Office, width: int) -> None:
    draft = office.county.draft()
    waiting = office.county.submitted(title="关于秋季植树的公告")
    office.county.published(title="关于夏季供水安排的公告")
    person = office.person("drafter")
    person.page.set_viewport_size({"width": width, "height": 900})
    for screen in (
        "", "documents/", "documents/new/", f"editions/{draft.pk}/edit/", f"editions/{waiting.pk}/",
        f"editions/{draft.pk}/acts/discard/", "releases/", "validity/", "clean-ups/", "bodies/",
        f"bodies/{office.county.office.pk}/", "handbook/", "handbook/draft/", "me/", "me/password/",
        "me/second-factor/", "documents/?state=drafting", "columns/", "settings/",
        "settings/law.clocks.fee_clock/",
    ):  # fmt: skip
        person.page.goto(f"{office.address}/office/{screen}")
        person.page.wait_for_timeout(300)
        results = Axe().run(person.page)
        assert results.violations_count == 0, f"{screen}\n{results.generate_report()}"
        wide = person.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{screen} is {wide} pixels wide"
    assert person.complaints == []
