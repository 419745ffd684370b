"""What an act outside a life cycle asks for (办理权限): one table, one refusal."""

from __future__ import annotations

from datetime import date

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.roles import role_label

ACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "organizations.manage_bodies": ("管理单位", ("administrator",)),
    "organizations.edit_profile": ("维护单位资料", ("ogi_office", "drafter")),
    "organizations.manage_columns": ("管理栏目", ("administrator", "ogi_office")),
    "accounts.manage_staff": ("管理人员和角色", ("administrator",)),
    "accounts.change_settings": ("修改本县设定", ("administrator",)),
    "publishing.clean_up": ("文件清理", ("ogi_office",)),
    "publishing.answer_opinion": ("答复征求意见", ("ogi_office", "final_reviewer")),
    "publishing.answer_legality": ("合法性审核", ("legality_reviewer",)),
    "publishing.mark_validity": ("变更有效性", ("ogi_office", "final_reviewer")),
    "casework.register": ("登记申请", ("ogi_office",)),
    "casework.register_remedy": ("登记复议或诉讼", ("ogi_office",)),
    "casework.answer_task": ("反馈交办事项", ("case_officer", "ogi_office")),
    "casework.enter_calendar": ("录入放假安排", ("administrator",)),
    "publishing.set_pattern": ("设定索引号规则", ("administrator",)),
}


def reasons_against(by: User, act: str, body: PublicBody, *, on: date) -> list[Reason]:
    """Return why a person may not do ``act`` at a body; none when they may.

    Raises:
        KeyError: There is no such act.
    """
    label, who = ACTS[act]
    if roles_at(by, body, on=on) & set(who):
        return []
    needed = "、".join(role_label(role) for role in who)
    sentence = f"“{label}”由{body}的{needed}办理，您没有这一角色。请联系管理员授权"
    return [Reason("accounts.role", sentence)]


def require(by: User, act: str, body: PublicBody, *, on: date) -> None:
    """Refuse unless a person may do ``act`` at a body.

    Raises:
        Refused: With the roles that may.
    """
    reasons = reasons_against(by, act, body, on=on)
    if reasons:
        raise Refused(reasons)
