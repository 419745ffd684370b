"""Attachments, relations, answers to findings (附件、关联、筛查说明): all while drafting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gongkai.adapters.release_copies.errors import AttachmentError
from gongkai.adapters.release_copies.examine import examine
from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import desk, files
from gongkai.apps.publishing.actions.drafting import contribute
from gongkai.apps.publishing.models import (
    Attachment,
    Document,
    Edition,
    FindingAnswer,
    Relation,
    StoredFile,
)
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.vocabularies import vocabulary


def attach(  # noqa: PLR0913 - a file has these parts
    *,
    edition: Edition,
    seen: int,
    name: str,
    content: bytes,
    role: str = Attachment.Role.FILE,
    alternative_text: str = "",
    by: User,
    at: datetime,
) -> Attachment:
    """Add a file (附件): looked at by its content, kept as received, and as a copy for release.

    The copy has lost author, program, place and the like; ``attachment.file.removed`` lists what.

    Raises:
        Refused: Not permitted, somebody was quicker, or the file is not what its name says.
    """
    try:
        examined = examine(name, content)
    except AttachmentError as error:
        raise Refused([Reason("publishing.attachment", str(error))]) from error
    files.keep(content)
    files.keep(examined.released)
    with transaction.atomic():
        locked = desk.take(edition, "save", seen=seen, by=by, at=at)
        stored, _ = StoredFile.objects.get_or_create(
            digest=examined.digest,
            defaults={
                "released_digest": examined.released_digest,
                "media_type": examined.media_type,
                "extension": examined.extension,
                "size": len(content),
                "released_size": len(examined.released),
                "removed": list(examined.removed),
                "received_by": by,
                "received_at": at,
            },
        )
        last = locked.attachments.aggregate(last=Max("position"))["last"] or 0
        attachment = Attachment.objects.create(
            edition=locked,
            file=stored,
            role=role,
            name=name,
            alternative_text=alternative_text,
            position=last + 1,
        )
        _touch(locked, "attached", by=by, at=at, data={"name": name, "file": stored.digest})
    return attachment


@transaction.atomic
def describe_attachment(
    *, attachment: Attachment, seen: int, name: str, alternative_text: str, by: User, at: datetime
) -> Attachment:
    """Name an attachment and write the alternative text of an image.

    Raises:
        Refused: Not permitted, or somebody was quicker.
    """
    locked = desk.take(attachment.edition, "save", seen=seen, by=by, at=at)
    attachment.name, attachment.alternative_text = name, alternative_text
    attachment.save(update_fields=("name", "alternative_text"))
    _touch(locked, "attachment_described", by=by, at=at, data={"name": name})
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, seen: int, by: User, at: datetime) -> Edition:
    """Take an attachment out of a draft; the stored file stays.

    Raises:
        Refused: Not permitted, or somebody was quicker.
    """
    locked = desk.take(attachment.edition, "save", seen=seen, by=by, at=at)
    data = {"name": attachment.name, "file": attachment.file.digest}
    attachment.delete()
    return _touch(locked, "detached", by=by, at=at, data=data)


@transaction.atomic
def relate(  # noqa: PLR0913 - a relation has two ends
    *,
    edition: Edition,
    seen: int,
    kind: str,
    target: Document | None = None,
    address: str = "",
    label: str = "",
    by: User,
    at: datetime,
) -> Relation:
    """Relate an edition to another document, inside (``target``) or outside (``address``).

    Raises:
        Refused: Not permitted, this kind of document has no such relation, or it has no end.
    """
    locked = desk.take(edition, "save", seen=seen, by=by, at=at)
    reasons = []
    if kind not in locked.rules.relations:
        known = "、".join(vocabulary("relations")[one] for one in locked.rules.relations)
        sentence = f"“{locked.rules.label}”可以建立的关联是{known}。请改选"
        reasons.append(Reason("publishing.relation", sentence))
    if target is None and not address.startswith(("https://", "http://")):
        sentence = "没有选择关联的信息，也没有填写网址。请选择信息，或填写以 https:// 开头的网址"
        reasons.append(Reason("publishing.relation_end", sentence))
    if target is not None and target.pk == locked.document_id:
        reasons.append(Reason("publishing.relation_itself", "不能关联本信息自己。请改选"))
    if reasons:
        raise Refused(reasons)
    relation, _ = Relation.objects.get_or_create(
        edition=locked, kind=kind, target=target, address=address, defaults={"label": label}
    )
    data = {"kind": kind, "target": target.pk if target else address}
    _touch(locked, "related", by=by, at=at, data=data)
    return relation


@transaction.atomic
def unrelate(*, relation: Relation, seen: int, by: User, at: datetime) -> Edition:
    """Take a relation out of a draft.

    Raises:
        Refused: Not permitted, or somebody was quicker.
    """
    locked = desk.take(relation.edition, "save", seen=seen, by=by, at=at)
    data = {"kind": relation.kind, "target": relation.target_id or relation.address}
    relation.delete()
    return _touch(locked, "unrelated", by=by, at=at, data=data)


@transaction.atomic
def answer_finding(  # noqa: PLR0913 - an answer has these parts
    *,
    edition: Edition,
    seen: int,
    fingerprint: str,
    rule: str,
    quote: str,
    answer: str,
    by: User,
    at: datetime,
) -> FindingAnswer:
    """Answer a screening finding that may stand (筛查说明), with a reason the reviewers read.

    Raises:
        Refused: Not permitted, somebody was quicker, or no reason given.
    """
    locked = desk.take(edition, "save", seen=seen, by=by, at=at)
    if not answer.strip():
        raise Refused([Reason("publishing.remark", "没有写明理由。请写明为什么可以保留")])
    row, _ = FindingAnswer.objects.update_or_create(
        edition=locked,
        fingerprint=fingerprint,
        defaults={"rule": rule, "quote": quote[:200], "answer": answer, "by": by, "at": at},
    )
    _touch(locked, "finding_answered", by=by, at=at, data={"rule": rule, "answer": answer})
    return row


def _touch(
    locked: Edition, verb: str, *, by: User, at: datetime, data: Mapping[str, object]
) -> Edition:
    desk.store(locked, by=by, at=at)
    contribute(locked, by=by, at=at)
    desk.trace(verb, locked, by=by, at=at, data=data)
    return locked
