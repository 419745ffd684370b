"""Changes of validity (有效性变更): written once, told to the public pages."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.apps.accounts.models import User
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.publishing.models import Document, Edition, ValidityChange
from gongkai.apps.publishing.registering import TOPIC_VALIDITY
from gongkai.apps.publishing.situations import Person, local
from gongkai.apps.trail import actions as trail

EFFECTS = {"amends": "amended", "repeals": "repealed", "replaces": "repealed"}


def change_validity(  # noqa: PLR0913 - a change has these parts
    document: Document,
    validity: str,
    *,
    since: date,
    reason: str,
    by: Person,
    at: datetime,
    caused_by: Edition | None = None,
) -> ValidityChange:
    """Write a change of validity with its trace and the message to the pages."""
    change = ValidityChange.objects.create(
        document=document,
        validity=validity,
        since=since,
        reason=reason,
        caused_by=caused_by,
        by=by if isinstance(by, User) else None,
        at=at,
    )
    before, document.validity = document.validity, validity
    document.save(update_fields=("validity",))
    outbox.put(
        TOPIC_VALIDITY,
        stream=f"document:{document.pk}",
        key=f"{TOPIC_VALIDITY}:{change.pk}",
        at=at,
        payload={"document": document.pk, "validity": validity},
    )
    data = {"from": before, "to": validity, "since": str(since), "reason": reason}
    code = document.body.code
    trail.write(
        "publishing.document.validity_changed", document, by=by, at=at, body=code, data=data
    )
    return change


def apply_relations(edition: Edition, *, by: Person, at: datetime) -> None:
    """Carry out what a published edition says about others: amended, repealed, replaced."""
    telling = edition.relations.filter(kind__in=EFFECTS, target__isnull=False)
    for relation in telling.select_related("target__body"):
        target = relation.target
        if target is None or target.validity == EFFECTS[relation.kind]:
            continue
        reason = f"由《{edition.title}》{relation.get_kind_display()}"
        since = edition.effective_on or local(at).date()
        change_validity(
            target,
            EFFECTS[relation.kind],
            since=since,
            reason=reason,
            by=by,
            at=at,
            caused_by=edition,
        )
