"""Taking an edition in hand (办理锁定): lock it, see that nobody was quicker, ask, write, trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import situations
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.situations import NOTHING, Inputs, Person, local
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing import lifecycle
from gongkai.core.publishing.digests import digest


def lock(edition: Edition) -> Edition:
    """Return the edition as it stands now, locked until the transaction ends.

    Locked first and read afterwards: when PostgreSQL has waited for a lock it joins the changed row
    to the rows of the old snapshot, and finds nothing once a foreign key has changed meanwhile.
    """
    Edition.objects.select_for_update().only("pk").get(pk=edition.pk)
    related = Edition.objects.select_related("document", "body", "column", "changed_by")
    return related.get(pk=edition.pk)


def take(
    edition: Edition, act: str, *, seen: int, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> Edition:
    """Lock an edition for ``act``.

    Raises:
        Refused: Somebody changed it after the person saw it, or with every reason of the table.
    """
    locked = lock(edition)
    refuse_if_stale(locked, seen=seen)
    reasons = situations.reasons_against(locked, act, by=by, at=at, inputs=inputs)
    if reasons:
        raise Refused(reasons)
    return locked


def refuse_if_stale(locked: Edition, *, seen: int) -> None:
    """Refuse when somebody was quicker.

    Raises:
        Refused: Who changed it, when, and how it stands now.
    """
    if locked.version == seen:
        return
    when = local(locked.changed_at)
    sentence = (
        f"您打开之后，{locked.changed_by}已在 {when:%Y-%m-%d %H:%M:%S} 办理过本信息，"
        f"现处于“{locked.state_label}”。请刷新页面，查看后再办理"
    )
    raise Refused([Reason("publishing.changed_meanwhile", sentence)])


def store(edition: Edition, *, by: Person, at: datetime, **values: Any) -> Edition:
    """Save ``values`` into a locked edition; its version counts one up."""
    values |= {"version": edition.version + 1, "changed_at": at}
    if isinstance(by, User):
        values["changed_by"] = by
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(values))
    return edition


def move(edition: Edition, act: str, *, by: Person, at: datetime, **values: Any) -> Edition:
    """Store ``values`` and lead the edition to the state that ``act`` leads to."""
    return store(edition, by=by, at=at, state=lifecycle.target(act, edition.state), **values)


def trace(
    verb: str, edition: Edition, *, by: Person, at: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """Write the trail: which document and round, what state, which text."""
    facts = {
        "document": edition.document_id,
        "number": edition.number,
        "round": edition.round,
        "state": edition.state,
        "digest": edition.digest,
        **(data or {}),
    }
    code = edition.body.code
    trail.write(f"publishing.edition.{verb}", edition, by=by, at=at, body=code, data=facts)


def digest_of(edition: Edition) -> str:
    """Return the digest of everything a reviewer approves: content, attachments, relations."""
    attachments = edition.attachments.select_related("file").order_by("position", "id")
    relations = edition.relations.order_by("id")
    return digest(
        {
            "kind": edition.kind,
            "body": edition.body.code,
            "content": edition.content(),
            "attachments": [
                [
                    one.role,
                    one.name,
                    one.alternative_text,
                    one.position,
                    one.file.digest,
                    one.file.released_digest,
                ]
                for one in attachments
            ],
            "relations": [[one.kind, one.target_id, one.address, one.label] for one in relations],
        }
    )
