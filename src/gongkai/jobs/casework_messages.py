"""What the worker does for casework: sends notices, drafts editions from proposals (消息办理)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.adapters.messages.folder import FolderSender
from gongkai.adapters.messages.outgoing import Outgoing, Sender
from gongkai.apps.accounts.models import User
from gongkai.apps.casework import actions as casework
from gongkai.apps.casework.models import Case, Notice
from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.trail.actions import TIMETABLE

SUBJECT = "政府信息公开申请办理通知"


@cache
def sender(route: str) -> Sender:
    """Return who sends a route: ``MESSAGE_SENDERS`` names a function, else files under the data folder."""
    named = settings.MESSAGE_SENDERS.get(route)
    if named:
        made: Sender = import_string(named)()
        return made
    return FolderSender(Path(settings.MESSAGES_FOLDER) / route)


def send(message: Message) -> None:
    """Send one notice to the applicant; the address is read now and kept nowhere else.

    Raises:
        gongkai.adapters.messages.outgoing.NotSentError: It was not taken; the worker tries again.
    """
    notice = Notice.objects.select_related("case__applicant").get(pk=message.payload["notice"])
    applicant = notice.case.applicant
    address = applicant.email if notice.route == Notice.Route.EMAIL else applicant.telephone
    if notice.sent_at is not None or not address:
        return
    key = f"casework-notice-{notice.pk}"
    route = "email" if notice.route == Notice.Route.EMAIL else "sms"
    sender(route).send(Outgoing(key, route, address, SUBJECT, notice.sentence))
    casework.mark_sent(notice=notice, at=timezone.now())


@transaction.atomic
def draft(message: Message) -> None:
    """Draft the edition that a proposal asks for: once, with its entry in the case.

    Raises:
        gongkai.core.kernel.refusals.Refused: The drafter lost the role meanwhile.
    """
    at, proposal = timezone.now(), message.key
    case = Case.objects.select_related("body").get(pk=message.payload["case"])
    if casework.disclosure_drafted(case, proposal):
        return
    edition = publishing.create_document(
        body=case.body,
        kind="announcement",
        values={"title": message.payload["title"]},
        by=User.objects.get(pk=message.payload["drafter"]),
        at=at,
    )
    document = edition.document_id
    casework.record_disclosure_draft(
        case=case, proposal=proposal, document=document, by=TIMETABLE, at=at
    )
