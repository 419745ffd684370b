"""Releasing: numbers, register, partners, timetable, editions that follow, withdrawal, validity."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Document, Edition, Release
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, County, later

POLICY = {"genre": "notice", "interpretation_needed": False, "interpretation_reason": "内容简明"}


def publish(county: County, edition: Edition, at=AT) -> list[Edition]:
    by = county["final_reviewer"]
    return actions.publish(edition=edition, seen=edition.version, by=by, at=at)


def an_interpretation(county: County, document: Document, state: str = "approved") -> Edition:
    edition = county.draft("interpretation")
    actions.relate(
        edition=edition,
        seen=edition.version,
        kind="interprets",
        target=document,
        by=county["drafter"],
        at=AT,
    )
    edition.refresh_from_db()
    return led(county, edition, state)


def led(county: County, edition: Edition, state: str) -> Edition:
    from tests.apps.publishing.acts import ACTS

    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    while edition.state != state:
        edition = ACTS["approve"](edition, county[edition.state + "er"])
    return edition


def test_publishing_writes_number_register_trail_and_outbox_together(county):
    edition = county.published()
    document = Document.objects.get(pk=edition.document_id)
    assert document.live == edition
    assert document.index_number == "11990000000000002X/2026-00001"
    line = Release.objects.get(edition=edition)
    assert line.act == "publish"
    assert line.in_time is True
    assert [step for step, _ in line.reviewers] == [
        "first_review",
        "secrecy_review",
        "second_review",
        "final_review",
    ]
    message = Message.objects.get()
    assert message.topic == "publishing.published"
    assert message.payload == {"document": document.pk, "edition": edition.pk}


def test_index_numbers_follow_each_other_and_are_not_reused(county):
    first = county.published()
    actions.withdraw(
        edition=first,
        seen=first.version,
        ground="duplicate",
        remark="重复",
        by=county["ogi_office"],
        at=AT,
    )
    second = county.published()
    assert second.document.index_number.endswith("/2026-00002")
    assert queries.document_by_index_number("11990000000000002X/2026-00001") == first.document


def test_what_is_not_to_be_disclosed_is_not_published(county):
    edition = county.reviewed("approved", disclosure="on_request", disclosure_reason="特定对象")
    with pytest.raises(Refused, match="依申请公开"):
        publish(county, edition)


def test_nothing_is_published_before_it_was_written(county):
    edition = county.reviewed("approved", written_on="2026-12-01")
    with pytest.raises(Refused, match="成文日期 2026-12-01 晚于发布日期 2026-11-20"):
        publish(county, edition)


def test_a_document_that_must_be_interpreted_waits_for_its_interpretation(county):
    document = county.reviewed("approved", "policy_document")
    with pytest.raises(Refused, match="还没有解读材料"):
        publish(county, document)
    waiting = an_interpretation(county, document.document, "final_review")
    with pytest.raises(Refused, match="解读材料还没有终审通过"):
        publish(county, document)
    with pytest.raises(Refused):
        publish(county, waiting)
    from tests.apps.publishing.acts import ACTS

    ACTS["approve"](Edition.objects.get(pk=waiting.pk), county["final_reviewer"])
    released = publish(county, document)
    assert {one.kind for one in released} == {"policy_document", "interpretation"}
    assert {one.published_at for one in released} == {AT}
    assert [one.pk for one in queries.interpretations_of(document.document)] == [waiting.pk]


def test_an_interpretation_takes_its_document_along(county):
    document = county.reviewed("approved", "policy_document")
    interpretation = an_interpretation(county, document.document)
    released = publish(county, interpretation)
    assert [one.pk for one in released] == [interpretation.pk, document.pk]


def test_scheduled_editions_are_held_up_with_the_reason_and_go_out_when_it_is_gone(county):
    edition = county.in_state("scheduled")
    column = edition.column
    column.retired_on = date(2026, 11, 19)
    column.save()
    assert actions.release_due(at=later(61)).released == ()
    edition.refresh_from_db()
    assert edition.state == "scheduled"
    assert "停用" in edition.release_alarm
    column.retired_on = None
    column.save()
    assert actions.release_due(at=later(62)).released == (edition.pk,)
    edition.refresh_from_db()
    assert edition.release_alarm == ""


def test_one_bad_item_does_not_hold_the_others_up(county):
    first, bad, last = (county.in_state("scheduled") for _ in range(3))
    bad_column = type(first.column).objects.get(code="A20-14")
    from gongkai.apps.trail import guards

    guards.remove()
    Edition.objects.filter(pk=bad.pk).update(column=bad_column)
    guards.install_after_migrate(using="default")
    bad_column.retired_on = date(2026, 11, 1)
    bad_column.save()
    result = actions.release_due(at=later(61))
    assert result.released == (first.pk, last.pk)
    assert [key for key, _ in result.held_up] == [bad.pk]
    by = county["ogi_office"]
    assert [one.pk for one in queries.held_up(by, at=later(62))] == [bad.pk]


def test_a_scheduled_edition_does_not_go_out_early(county):
    county.in_state("scheduled")
    assert actions.release_due(at=later(59)) == actions.releasing.DueResult((), ())


def test_a_correction_takes_the_place_of_the_edition_before(county):
    old = county.published()
    by = county["drafter"]
    new = actions.revise(
        edition=old, seen=old.version, change="correction", note="更正停水时间", by=by, at=AT
    )
    assert new.title == old.title
    old.refresh_from_db()
    with pytest.raises(Refused, match="已有另一版正在办理"):
        actions.revise(edition=old, seen=old.version, change="update", by=by, at=AT)
    new = actions.save_draft(
        edition=new, seen=new.version, values={"text": "<p>检修改在周六。</p>"}, by=by, at=AT
    )
    comparison = queries.compare(new)
    assert comparison.before == old
    assert {change.name for change in comparison.fields} == {"change", "change_note"}
    released = publish(county, led(county, new, "approved"), at=later(5))
    old.refresh_from_db()
    assert old.state == "superseded"
    assert released[0].document.index_number.endswith("-00001")
    line = Release.objects.get(edition=new)
    assert line.act == "correct"
    assert line.reason == "更正停水时间"


def test_a_withdrawal_needs_ground_and_reason_and_keeps_the_trace(county):
    edition = county.published()
    with pytest.raises(Refused) as caught:
        actions.withdraw(
            edition=edition,
            seen=edition.version,
            ground="",
            remark="",
            by=county["ogi_office"],
            at=AT,
        )
    assert {reason.code for reason in caught.value.reasons} == {
        "publishing.remark",
        "publishing.withdrawal_ground",
    }
    done = actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="personal_data",
        remark="含个人信息",
        public_note="本信息因内容调整撤回",
        by=county["ogi_office"],
        at=AT,
    )
    assert Document.objects.get(pk=done.document_id).live is None
    assert list(queries.live_documents()) == []
    assert Release.objects.filter(edition=edition, act="withdraw").count() == 1
    assert Message.objects.filter(topic="publishing.withdrawn").count() == 1


def test_a_document_that_repeals_another_changes_its_validity(county):
    old = county.published("policy_document", own=POLICY)
    new = county.draft("policy_document", own=POLICY, title="关于废止旧方案的通知")
    actions.relate(
        edition=new,
        seen=new.version,
        kind="repeals",
        target=old.document,
        by=county["drafter"],
        at=AT,
    )
    new.refresh_from_db()
    publish(county, led(county, new, "approved"))
    document = Document.objects.get(pk=old.document_id)
    assert document.validity == "repealed"
    change = document.validity_changes.get()
    assert change.caused_by == new
    assert "关于废止旧方案的通知" in change.reason


def test_validity_ends_the_day_after_the_last(county):
    edition = county.published("policy_document", own=POLICY, expires_on="2026-12-31")
    assert actions.lapse_due(on=date(2026, 12, 31), at=AT) == []
    assert actions.lapse_due(on=date(2027, 1, 1), at=AT) == [edition.document_id]
    assert actions.lapse_due(on=date(2027, 1, 2), at=AT) == []
    document = Document.objects.get(pk=edition.document_id)
    assert document.validity == "lapsed"
    assert str(document.validity_changes.get().since) == "2027-01-01"


def test_a_clean_up_is_closed_when_every_document_has_a_conclusion(county):
    keep = county.published("policy_document", own=POLICY)
    end = county.published("policy_document", own=POLICY)
    by = county["ogi_office"]
    clean_up = actions.start_clean_up(
        title="2026年文件清理",
        body=county.office,
        documents=[keep.document, end.document],
        by=by,
        at=AT,
    )
    with pytest.raises(Refused, match="还有 2 件文件没有结论"):
        actions.close_clean_up(clean_up=clean_up, by=by, at=AT)
    for item, conclusion in zip(clean_up.items.all(), ("keep", "repeal"), strict=True):
        actions.decide_clean_up(item=item, conclusion=conclusion, reason="任务已完成", by=by, at=AT)
    actions.close_clean_up(clean_up=clean_up, by=by, at=AT)
    assert Document.objects.get(pk=keep.document_id).validity == "in_force"
    assert Document.objects.get(pk=end.document_id).validity == "repealed"
    with pytest.raises(Refused, match="已经办结"):
        actions.close_clean_up(clean_up=clean_up, by=by, at=AT)
