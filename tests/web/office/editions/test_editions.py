"""The pages of one edition: drafting, materials, review and release through the browser's door."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.vocabularies import vocabulary
from tests.apps.factories import County

pytestmark = pytest.mark.django_db
SECRECY = {f"secrecy-{key}": "no" for key in vocabulary("secrecy_questions")}


@pytest.fixture
def county() -> County:
    return County()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def act(client: Client, edition: Edition, name: str, **given: str):
    data = {"seen": fresh(edition).version, **given}
    return client.post(f"/office/editions/{edition.pk}/acts/{name}/", data)


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_can_be_begun_and_its_draft_page_shows(county: County, kind: str) -> None:
    client = signed_in(county["drafter"])
    answer = client.post("/office/documents/new/", {"body": county.office.pk, "kind": kind})
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    for one in kinds()[kind].fields:
        assert one.label in page.content.decode()


def test_who_is_no_drafter_cannot_begin(county: County) -> None:
    page = signed_in(county["first_reviewer"]).get("/office/documents/new/").content.decode()
    assert "您还不是拟稿人" in page


def test_what_was_typed_is_saved_and_shown_again(county: County) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    data = {
        "seen": edition.version,
        "title": "关于夏季供水安排的公告",
        "text": "<p>各用水户：</p><script>alert(1)</script>",
        "keywords": "供水、夏季",
        "disclosure": "proactive",
        "then": "stay",
    }
    assert client.post(f"/office/editions/{edition.pk}/edit/", data).status_code == 302
    saved = fresh(edition)
    assert (saved.title, saved.keywords) == ("关于夏季供水安排的公告", ["供水", "夏季"])
    assert "script" not in saved.text


def test_rows_of_a_kind_are_saved(county: County) -> None:
    client = signed_in(county["drafter"])
    answer = client.post("/office/documents/new/", {"body": county.office.pk, "kind": "meeting"})
    edition = Edition.objects.latest("pk")
    data = {
        "seen": edition.version,
        "title": "县政府第五十三次常务会议",
        "own-session": "第五十三次",
        "row-topics-0-title": "研究供水工作",
        "row-topics-0-outcome": "原则同意",
        "row-topics-1-title": "",
        "row-attendance-0-capacity": "县人大代表",
        "row-attendance-0-count": "3",
    }
    client.post(answer.url, data)
    own = fresh(edition).own
    assert own["topics"] == [{"title": "研究供水工作", "outcome": "原则同意"}]
    assert own["attendance"] == [{"capacity": "县人大代表", "count": 3}]


def test_a_stale_form_keeps_both_texts_and_says_so(county: County) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    address = f"/office/editions/{edition.pk}/edit/"
    client.post(address, {"seen": edition.version, "title": "先保存的名称"})
    answer = client.post(address, {"seen": edition.version, "title": "后保存的名称"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "另存稿" in page
    assert "后保存的名称" in page
    assert fresh(edition).title == "先保存的名称"


def test_autosave_tells_the_new_version_or_the_conflict(county: County) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    address = f"/office/editions/{edition.pk}/autosave/"
    good = client.post(address, {"seen": edition.version, "title": "自动保存的名称"})
    assert good.json()["saved"] is True
    assert good.json()["seen"] == fresh(edition).version
    late = client.post(address, {"seen": edition.version, "title": "晚到的名称"})
    assert late.status_code == 409
    assert "没有丢失" in "".join(late.json()["reasons"])


def test_an_incomplete_submission_is_told_everything_at_once(county: County) -> None:
    client = signed_in(county["drafter"])
    answer = client.post(
        "/office/documents/new/", {"body": county.office.pk, "kind": "normative_document"}
    )
    edition = Edition.objects.latest("pk")
    page = client.post(answer.url, {"seen": edition.version, "then": "submit"}).content.decode()
    for words in ("没有填写名称", "没有填写文号", "没有填写正文", "没有填写公开属性"):
        assert words in page


def test_an_attachment_is_taken_described_and_removed(county: County) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    file = SimpleUploadedFile("供水计划.txt", "供水时段一览".encode(), "text/plain")
    client.post(
        f"/office/editions/{edition.pk}/attachments/",
        {"seen": edition.version, "file": file, "role": "file"},
    )
    (row,) = fresh(edition).attachments.all()
    page = client.get(f"/office/editions/{edition.pk}/edit/").content.decode()
    assert "供水计划.txt" in page
    got = client.get(f"/office/editions/{edition.pk}/files/{row.file.released_digest}.txt")
    assert b"".join(got.streaming_content).decode() == "供水时段一览"
    address = f"/office/editions/{edition.pk}/attachments/{row.pk}/"
    client.post(address, {"seen": fresh(edition).version, "remove": "1"})
    assert not fresh(edition).attachments.exists()


def test_a_file_that_is_not_what_its_name_says_is_refused(county: County) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    file = SimpleUploadedFile("名单.pdf", b"MZ\x90\x00 a program", "application/pdf")
    answer = client.post(
        f"/office/editions/{edition.pk}/attachments/",
        {"seen": edition.version, "file": file},
        follow=True,
    )
    assert not fresh(edition).attachments.exists()
    assert 'class="error"' in answer.content.decode()


def test_a_document_goes_from_draft_to_published_through_the_pages(county: County) -> None:
    edition = county.draft()
    assert act(signed_in(county["drafter"]), edition, "submit").status_code == 302
    for role, given in (
        ("first_reviewer", {"remark": "同意"}),
        ("secrecy_reviewer", SECRECY),
        ("second_reviewer", {}),
        ("final_reviewer", {}),
    ):
        assert act(signed_in(county[role]), edition, "approve", **given).status_code == 302, role
    assert act(signed_in(county["final_reviewer"]), edition, "publish").status_code == 302
    assert fresh(edition).state == "published"
    page = signed_in(county["drafter"]).get(f"/office/editions/{edition.pk}/").content.decode()
    assert "门户页面" in page


def test_sending_back_needs_a_remark_and_shows_it_to_the_drafter(county: County) -> None:
    edition = county.submitted()
    reviewer = signed_in(county["first_reviewer"])
    without = act(reviewer, edition, "send_back", remark="")
    assert without.status_code == 422
    assert "没有写明意见" in without.content.decode()
    act(reviewer, edition, "send_back", remark="第二段的数字请核对")
    page = signed_in(county["drafter"]).get(f"/office/editions/{edition.pk}/edit/").content.decode()
    assert "第二段的数字请核对" in page


def test_the_secrecy_form_must_be_filled(county: County) -> None:
    edition = county.reviewed("secrecy_review")
    answer = act(signed_in(county["secrecy_reviewer"]), edition, "approve")
    assert answer.status_code == 422
    assert answer.content.decode().count("没有填写。请逐项填写是或否") == len(SECRECY)


def test_nobody_approves_their_own_draft_through_the_pages(county: County) -> None:
    from gongkai.apps.accounts import actions as accounts
    from tests.apps.factories import AT

    author = county["drafter"]
    accounts.grant_role(
        user=author, body=county.office, role="first_reviewer", by=accounts.SETUP, at=AT
    )
    edition = county.submitted()
    answer = act(signed_in(author), edition, "approve")
    assert answer.status_code == 422
    assert "不能审核自己的稿件" in answer.content.decode()
    assert fresh(edition).state == "first_review"


def test_an_edition_of_another_body_is_not_found(county: County) -> None:
    edition = county.draft()
    for address in ("", "edit/", "preview/", "compare/", "acts/approve/"):
        answer = signed_in(county.outsider).get(f"/office/editions/{edition.pk}/{address}")
        assert answer.status_code == 404


def test_the_page_tells_all_reasons_why_not(county: County) -> None:
    edition = county.submitted()
    page = signed_in(county["drafter"]).get(f"/office/editions/{edition.pk}/").content.decode()
    assert "不能审核自己的稿件" in page
    assert "disabled" in page


def test_a_correction_is_shown_beside_the_public_edition(county: County) -> None:
    edition = county.published(title="关于夏季供水安排的公告")
    client = signed_in(county["drafter"])
    answer = act(client, edition, "revise", change="correction", note="更正名称")
    new = Edition.objects.latest("pk")
    assert answer.url == f"/office/editions/{new.pk}/"
    client.post(
        f"/office/editions/{new.pk}/edit/",
        {
            "seen": new.version,
            "title": "关于夏秋供水安排的公告",
            "text": new.text,
            "disclosure": "proactive",
            "change_note": "更正名称",
        },
    )
    page = client.get(f"/office/editions/{new.pk}/").content.decode()
    assert "与公开版本比较" in page
    assert "<ins>关于夏秋供水安排的公告</ins>" in page


def test_withdrawing_asks_ground_and_reason(county: County) -> None:
    edition = county.published()
    person = signed_in(county["final_reviewer"])
    bare = act(person, edition, "withdraw")
    assert bare.status_code == 422
    assert "没有选择撤回事由" in bare.content.decode()
    act(person, edition, "withdraw", ground="inaccurate", remark="数字有误", public_note="现予撤回")
    assert fresh(edition).state == "withdrawn"


def test_the_preview_is_the_page_of_the_portal(county: County) -> None:
    edition = county.draft(title="关于夏季供水安排的公告")
    page = (
        signed_in(county["drafter"]).get(f"/office/editions/{edition.pk}/preview/").content.decode()
    )
    assert 'class="paper-head"' in page
    assert "关于夏季供水安排的公告" in page


@pytest.mark.parametrize(
    "field", ["title", "document_number", "summary", "source", "keywords", "disclosure_reason"]
)
def test_script_in_a_field_is_shown_as_text(county: County, field: str) -> None:
    edition = county.draft()
    client = signed_in(county["drafter"])
    evil = "<script>x</script>"
    client.post(f"/office/editions/{edition.pk}/edit/", {"seen": edition.version, field: evil})
    for address in ("", "edit/", "preview/"):
        assert evil not in client.get(f"/office/editions/{edition.pk}/{address}").content.decode()


def two_files() -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile("名单.pdf", b"MZ\x90\x00 a program", "application/pdf"),
        SimpleUploadedFile("供水计划.txt", "供水时段一览".encode(), "text/plain"),
    ]


def test_one_file_that_is_refused_does_not_hold_up_the_others(county: County) -> None:
    edition = county.draft()
    page = signed_in(county["drafter"]).post(
        f"/office/editions/{edition.pk}/attachments/",
        {"seen": edition.version, "file": two_files()},
        follow=True,
    )
    (row,) = fresh(edition).attachments.all()
    assert row.name == "供水计划.txt"
    for words in ("“名单.pdf”：", "“供水计划.txt”：已添加"):
        assert words in page.content.decode()


def test_a_script_learns_what_became_of_each_file_and_the_new_version(county: County) -> None:
    edition = county.draft()
    answer = signed_in(county["drafter"]).post(
        f"/office/editions/{edition.pk}/attachments/",
        {"seen": edition.version, "file": two_files()},
        headers={"accept": "application/json"},
    )
    told = answer.json()
    assert [one["good"] for one in told["files"]] == [False, True]
    assert told["seen"] == fresh(edition).version


def test_the_term_is_explained_day_by_day(county: County) -> None:
    edition = county.submitted()
    page = signed_in(county["drafter"]).get(f"/office/editions/{edition.pk}/").content.decode()
    assert "公开期限怎么算" in page
    assert "20 个工作日，应当不晚于 2026-12-" in page
    assert page.count("<li>2026-1") >= 20
