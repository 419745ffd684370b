"""Documents and their interpretations go out together (三同步): who waits for whom."""

from __future__ import annotations

from gongkai.apps.publishing.models import Edition, Relation
from gongkai.core.kernel.refusals import Reason

BASIS = "国办发〔2016〕80号"
READY = ("approved", "scheduled")


def must_be_interpreted(edition: Edition) -> bool:
    """Return whether a document may go out only with its interpretation."""
    duty = edition.rules.interpretation
    if duty == "ask":
        return edition.own.get("interpretation_needed") is True
    return duty == "required"


def partners(edition: Edition) -> list[Edition]:
    """Return the editions on the other side: interpretations of a document, or documents interpreted.

    Published ones and those still in work; withdrawn, superseded and discarded ones are no partners.
    """
    dead = ("withdrawn", "superseded", "kept", "discarded")
    if edition.kind == "interpretation":
        rows = Edition.objects.filter(
            document__related_from__edition=edition, document__related_from__kind="interprets"
        )
    elif must_be_interpreted(edition):
        rows = Edition.objects.filter(
            relations__target=edition.document_id, relations__kind="interprets"
        )
    else:
        return []
    return list(rows.exclude(state__in=dead).distinct())


def bundle(edition: Edition) -> list[Edition]:
    """Return the partners that are approved and go out in the same act."""
    return [one for one in partners(edition) if one.state in READY]


def reasons(edition: Edition, *, together: frozenset[int]) -> tuple[Reason, ...]:
    """Return why an edition has to wait for its partner; none when it need not."""
    found = partners(edition)
    if any(one.state == "published" or one.pk in together for one in found):
        return ()
    if edition.kind == "interpretation":
        return _waiting_for_document(edition, found)
    if must_be_interpreted(edition):
        return _waiting_for_interpretation(found)
    return ()


def _waiting_for_document(edition: Edition, found: list[Edition]) -> tuple[Reason, ...]:
    inside = Relation.objects.filter(edition=edition, kind="interprets", target__isnull=False)
    if not found and not inside.exists():
        return ()
    where = (
        "、".join(f"{one.title}（{one.state_label}）" for one in found) or "没有在办或已发布的版本"
    )
    sentence = f"被解读的文件还没有终审通过：{where}。请等文件终审后一同发布"
    return (Reason("publishing.synchronous_document", sentence, BASIS),)


def _waiting_for_interpretation(found: list[Edition]) -> tuple[Reason, ...]:
    where = "、".join(f"{one.title}（{one.state_label}）" for one in found)
    sentence = (
        f"解读材料还没有终审通过：{where}。请等解读终审后一同发布"
        if where
        else "本文件应当解读，还没有解读材料。请起草解读并关联本文件，一同审签、一同发布"
    )
    return (Reason("publishing.synchronous_interpretation", sentence, BASIS),)
