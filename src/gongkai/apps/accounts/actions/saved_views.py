"""Lists as people want to see them again (常用视图): saved by name, shared with one's body, forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import SavedView, User
from gongkai.core.kernel.refusals import Reason, Refused

LONGEST_NAME, LONGEST_QUERY, MOST = 40, 1000, 30


@transaction.atomic
def save_view(
    *, owner: User, screen: str, name: str, query: str, shared: bool, at: datetime
) -> SavedView:
    """Save filters and order of a list under a name (保存视图); the same name is overwritten.

    It is a person's own convenience and leaves no trail.

    Raises:
        Refused: No name, a name or conditions too long, or too many views.
    """
    reasons = []
    if not name.strip() or len(name) > LONGEST_NAME:
        sentence = f"视图名称应当是一至 {LONGEST_NAME} 个字。请重新填写"
        reasons.append(Reason("accounts.view_name", sentence))
    if len(query) > LONGEST_QUERY:
        reasons.append(Reason("accounts.view_query", "筛选条件过多，不能保存。请减少条件"))
    others = SavedView.objects.filter(owner=owner).exclude(screen=screen, name=name.strip())
    if others.count() >= MOST:
        sentence = f"已保存 {MOST} 个视图。请先删除不用的"
        reasons.append(Reason("accounts.views_many", sentence))
    if reasons:
        raise Refused(reasons)
    view, _ = SavedView.objects.update_or_create(
        owner=owner,
        screen=screen,
        name=name.strip(),
        defaults={"query": query, "body": owner.body if shared else None, "saved_at": at},
    )
    return view


def forget_view(*, view: SavedView, owner: User) -> None:
    """Delete one's own saved view (删除视图).

    Raises:
        Refused: It is somebody else's.
    """
    if view.owner_id != owner.pk:
        sentence = f"视图“{view.name}”由{view.owner}保存，只能由本人删除"
        raise Refused([Reason("accounts.view_owner", sentence)])
    view.delete()
