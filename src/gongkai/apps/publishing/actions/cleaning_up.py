"""Clean-up of documents (文件清理): list them, decide one by one, close, and the status follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.models import CleanUp, CleanUpItem, Document
from gongkai.apps.publishing.situations import local
from gongkai.apps.publishing.validities import change_validity
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused

EFFECTS = {
    CleanUpItem.Conclusion.AMEND: "amended",
    CleanUpItem.Conclusion.REPEAL: "repealed",
    CleanUpItem.Conclusion.LAPSE: "lapsed",
}


@transaction.atomic
def start_clean_up(
    *, title: str, body: PublicBody, documents: Iterable[Document], by: User, at: datetime
) -> CleanUp:
    """Begin a clean-up over a list of documents (开始清理).

    Raises:
        Refused: Not the OGI office there.
    """
    require(by, "publishing.clean_up", body, on=local(at).date())
    made = CleanUp.objects.create(title=title, body=body, started_by=by, started_at=at)
    _add(made, documents)
    data = {"documents": made.items.count()}
    trail.write("publishing.clean_up.started", made, by=by, at=at, body=body.code, data=data)
    return made


@transaction.atomic
def add_to_clean_up(
    *, clean_up: CleanUp, documents: Iterable[Document], by: User, at: datetime
) -> int:
    """Add documents to an open clean-up; those already in it stay once. Return how many were new.

    Raises:
        Refused: Not the OGI office there, or the clean-up is closed.
    """
    locked = _open(clean_up, by=by, at=at)
    added = _add(locked, documents)
    code = locked.body.code
    data = {"added": added}
    trail.write("publishing.clean_up.extended", locked, by=by, at=at, body=code, data=data)
    return added


def _add(clean_up: CleanUp, documents: Iterable[Document]) -> int:
    before = clean_up.items.count()
    CleanUpItem.objects.bulk_create(
        [CleanUpItem(clean_up=clean_up, document=one) for one in documents], ignore_conflicts=True
    )
    return clean_up.items.count() - before


def _open(clean_up: CleanUp, *, by: User, at: datetime) -> CleanUp:
    locked = CleanUp.objects.select_for_update().get(pk=clean_up.pk)
    require(by, "publishing.clean_up", locked.body, on=local(at).date())
    if locked.closed_at:
        sentence = f"“{locked}”已经办结。如需调整，请另开一次清理"
        raise Refused([Reason("publishing.clean_up_closed", sentence)])
    return locked


@transaction.atomic
def decide_clean_up(
    *, item: CleanUpItem, conclusion: str, reason: str, by: User, at: datetime
) -> CleanUpItem:
    """Conclude on one document: keep, amend, repeal or declare lapsed (清理结论).

    Raises:
        Refused: Not the OGI office there, the clean-up is closed, or a conclusion without reason.
    """
    _open(item.clean_up, by=by, at=at)
    reasons = []
    if conclusion not in CleanUpItem.Conclusion.values:
        known = "、".join(label for _, label in CleanUpItem.Conclusion.choices)
        reasons.append(Reason("publishing.conclusion", f"没有选择结论。请从{known}中选择"))
    if conclusion != CleanUpItem.Conclusion.KEEP and not reason.strip():
        reasons.append(Reason("publishing.remark", "没有写明理由。请写明依据"))
    if reasons:
        raise Refused(reasons)
    item.conclusion, item.reason = conclusion, reason
    item.decided_by, item.decided_at = by, at
    item.save(update_fields=("conclusion", "reason", "decided_by", "decided_at"))
    data = {"document": item.document_id, "conclusion": conclusion, "reason": reason}
    code = item.clean_up.body.code
    trail.write("publishing.clean_up.decided", item, by=by, at=at, body=code, data=data)
    return item


@transaction.atomic
def close_clean_up(*, clean_up: CleanUp, by: User, at: datetime) -> CleanUp:
    """Close a clean-up (办结清理): the validity of its documents follows the conclusions.

    Raises:
        Refused: Not the OGI office there, already closed, or documents without a conclusion.
    """
    locked = _open(clean_up, by=by, at=at)
    undecided = locked.items.filter(conclusion="").count()
    if undecided:
        sentence = f"还有 {undecided} 件文件没有结论。请逐件作出结论后再办结"
        raise Refused([Reason("publishing.undecided", sentence)])
    for item in locked.items.filter(conclusion__in=EFFECTS).select_related("document__body"):
        _carry_out(item, by=by, at=at)
    locked.closed_at = at
    locked.save(update_fields=("closed_at",))
    trail.write("publishing.clean_up.closed", locked, by=by, at=at, body=locked.body.code)
    return locked


def _carry_out(item: CleanUpItem, *, by: User, at: datetime) -> None:
    validity = EFFECTS[CleanUpItem.Conclusion(item.conclusion)]
    if item.document.validity == validity:
        return
    reason = f"{item.clean_up}：{item.reason}"
    since = local(at).date()
    change_validity(item.document, validity, since=since, reason=reason, by=by, at=at)
