"""Drafting: saving, conflicts, cleaning, attachments, screening, submitting."""

from __future__ import annotations

import zlib

import pytest

from gongkai.apps.publishing import actions, files, queries
from gongkai.apps.publishing.models import Edition
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, a_user, complete_values


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
TAIL = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def codes(caught) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def save(county, edition, by=None, **values) -> Edition:
    return actions.save_draft(
        edition=edition, seen=edition.version, values=values, by=by or county["drafter"], at=AT
    )


def test_a_draft_may_be_incomplete_and_a_submission_may_not(county):
    edition = actions.create_document(
        body=county.office, kind="meeting", by=county["drafter"], at=AT
    )
    edition = save(county, edition, title="常务会议")
    with pytest.raises(Refused) as caught:
        actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    sentences = [reason.sentence for reason in caught.value.reasons]
    for label in (
        "内容概述",
        "主题分类",
        "公开类别",
        "栏目",
        "公开属性",
        "届次",
        "召开日期",
        "议题",
    ):
        assert any(label in sentence for sentence in sentences), label
    edition.refresh_from_db()
    assert edition.state == "drafting"


def test_whoever_was_slower_is_told_and_loses_no_text(county):
    edition = county.draft()
    colleague = a_user("colleague", county.office, "drafter")
    seen = edition.version
    actions.save_draft(
        edition=edition, seen=seen, values={"text": "<p>先存的</p>"}, by=colleague, at=AT
    )
    with pytest.raises(Refused) as caught:
        actions.save_draft(
            edition=edition,
            seen=seen,
            values={"text": "<p>后存的</p>", "written_on": "2026-11-01"},
            by=county["drafter"],
            at=AT,
        )
    assert codes(caught) == ["publishing.changed_meanwhile", "publishing.set_aside"]
    assert "colleague某" in caught.value.reasons[0].sentence
    edition.refresh_from_db()
    assert edition.text == "<p>先存的</p>"
    kept = queries.set_aside_of(edition).get()
    assert kept.content["text"] == "<p>后存的</p>"
    assert kept.by == county["drafter"]


def test_body_text_is_cleaned_on_the_server(county):
    pasted = (
        '<p class="MsoNormal" style="color:red" onclick="x()">正文<o:p></o:p></p>'
        '<script>alert(1)</script><table><tr><th scope="col">年</th></tr></table>'
        '<!--[if gte mso 9]><xml></xml><![endif]--><a href="javascript:x()">链接</a>'
    )
    edition = save(county, county.draft(), text=pasted)
    assert edition.text == (
        '<p>正文</p><table><tbody><tr><th scope="col">年</th></tr></tbody></table><a>链接</a>'
    )


def test_unknown_fields_and_values_that_do_not_fit_are_all_told(county):
    edition = county.draft()
    with pytest.raises(Refused) as caught:
        save(county, edition, written_on="不是日期", state="published", column="无此栏目")
    told = str(caught.value)
    assert "成文日期" in told
    assert "state" in told
    assert "栏目" in told


def test_the_term_follows_the_kind(county):
    values = complete_values("normative_document")
    edition = county.draft("normative_document")
    assert str(edition.due_on) == "2026-11-23"
    edition = save(county, edition, own=values["own"] | {"printed_on": "2026-11-16"})
    assert str(edition.due_on) == "2026-11-19"
    general = county.draft(formed_on="2026-11-02")
    assert str(general.due_on) == "2026-11-30"


def test_an_attachment_is_released_without_its_properties_and_the_original_is_kept(county):
    edition = county.draft()
    spoiled = HEAD + chunk(b"tEXt", b"Author\0Li") + TAIL
    attachment = actions.attach(
        edition=edition,
        seen=edition.version,
        name="示意图.png",
        content=spoiled,
        role="image",
        alternative_text="检修范围示意图",
        by=county["drafter"],
        at=AT,
    )
    assert attachment.file.removed == ["文字说明"]
    assert files.original_path(attachment.file).read_bytes() == spoiled
    assert files.released_path(attachment.file).read_bytes() == HEAD + TAIL
    assert files.is_whole(attachment.file.digest)


def test_a_file_that_is_not_what_its_name_says_is_refused(county):
    edition = county.draft()
    with pytest.raises(Refused, match="内容不是 pdf 格式"):
        actions.attach(
            edition=edition,
            seen=edition.version,
            name="通知.pdf",
            content=b"MZ\x90\x00",
            by=county["drafter"],
            at=AT,
        )


def test_an_image_without_alternative_text_holds_the_submission_up(county):
    edition = save(county, county.draft(), text='<p>见图</p><img src="files/1.png" alt="">')
    with pytest.raises(Refused, match="替代文字"):
        actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)


def test_personal_data_holds_the_submission_up_until_it_is_answered_or_gone(county):
    edition = save(county, county.draft(), text="<p>联系人手机号码 13800138000，请联系。</p>")
    with pytest.raises(Refused) as caught:
        actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    assert all(code.startswith("publishing.alarm_") for code in codes(caught))
    edition = save(county, edition, text="<p>联系电话见本局公开栏。</p>")
    assert (
        actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT).state
        == "first_review"
    )


def test_a_summary_that_is_too_long_and_a_wrong_document_number_are_told_with_figures(county):
    edition = save(
        county,
        county.draft("policy_document"),
        summary="长" * 301,
        document_number="青政发[2026]012号",
    )
    with pytest.raises(Refused) as caught:
        actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    told = str(caught.value)
    assert "内容概述 301 字，超过 300 字" in told
    assert "青政发[2026]012号" in told


def test_a_discarded_draft_stays_readable(county):
    edition = county.in_state("discarded")
    assert Edition.objects.get(pk=edition.pk).title
    assert queries.timeline(edition).last().action == "publishing.edition.discarded"


def test_a_relation_needs_an_end_and_a_kind_that_fits(county):
    edition = county.draft()
    with pytest.raises(Refused) as caught:
        actions.relate(
            edition=edition, seen=edition.version, kind="repeals", by=county["drafter"], at=AT
        )
    assert codes(caught) == ["publishing.relation", "publishing.relation_end"]


def test_nobody_drafts_at_a_body_where_they_have_no_role(county):
    with pytest.raises(Refused, match="您在该单位没有这一角色"):
        actions.create_document(body=county.other, kind="news", by=county["drafter"], at=AT)
