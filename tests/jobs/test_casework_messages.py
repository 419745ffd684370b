"""What the worker does for casework."""

from __future__ import annotations

import json

import pytest

from gongkai.apps.casework import actions
from gongkai.apps.casework.models import Notice
from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing.models import Edition
from gongkai.jobs import casework_messages
from tests.apps.casework.desk import START, Desk
from tests.apps.factories import County


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.MESSAGES_FOLDER = tmp_path
    casework_messages.sender.cache_clear()
    yield Desk(County())
    casework_messages.sender.cache_clear()


def test_notices_reach_the_applicant_once(desk, tmp_path):
    case = desk.filed().case
    actions.confirm_receipt(
        case=case, seen=case.version, on=START.date(), by=desk["ogi_office"], at=START
    )
    messages = list(Message.objects.filter(topic="casework.told"))
    for message in (*messages, *messages):
        casework_messages.send(message)
    written = sorted(tmp_path.rglob("*.json"))
    assert [path.parent.name for path in written] == ["email", "sms"]
    told = json.loads(written[0].read_text("utf-8"))
    assert told["address"] == "zhou@example.cn"
    assert told["text"] == f"您的申请 {case.reference} 已确认收到，答复期限为 2026-12-18"
    assert not Notice.objects.filter(user=None, sent_at=None).exists()


def test_a_proposal_becomes_one_draft(desk):
    case = desk.concluded()
    actions.propose_disclosure(
        case=case,
        seen=case.version,
        title="征地补偿方案",
        drafter=desk["drafter"],
        by=desk["ogi_office"],
        at=START,
    )
    message = Message.objects.get(topic="casework.proposed")
    casework_messages.draft(message)
    casework_messages.draft(message)
    edition = Edition.objects.get()
    assert (edition.title, edition.state, edition.created_by) == (
        "征地补偿方案",
        "drafting",
        desk["drafter"],
    )
    noted = case.events.get(kind="disclosure_drafted")
    assert noted.facts["document"] == edition.document_id
