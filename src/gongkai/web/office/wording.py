"""Words for codes on the screens of the back office (用语): acts on the trail, fields of an edition."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist

from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing.vocabularies import themes, vocabulary

ACTS = {
    "created": "起草",
    "saved": "保存",
    "submitted": "提交初审",
    "approved": "审核通过",
    "sent_back": "退回修改",
    "recalled": "撤回提交",
    "discarded": "作废",
    "scheduled": "列入定时发布",
    "unscheduled": "取消定时",
    "release_held_up": "未能按时发布",
    "published": "发布",
    "kept": "归档",
    "withdrawn": "撤回公开",
    "revised": "由旧版生成新版",
    "attached": "添加附件",
    "attachment_described": "说明附件",
    "detached": "移除附件",
    "related": "建立关联",
    "unrelated": "解除关联",
    "finding_answered": "说明检查提示",
    "opinion_asked": "征求意见",
    "opinion_answered": "答复征求意见",
    "opinion_recalled": "撤回征求",
    "validity_changed": "变更有效性",
    "user.created": "开户",
    "password_set": "设置密码",
    "deactivated": "停用账号",
    "given": "授予角色",
    "ended": "收回角色",
    "body.created": "新设单位",
    "renamed": "更名",
    "merged": "撤并",
    "updated": "更新单位资料",
    "column.saved": "设置栏目",
    "retired": "停用栏目",
    "started": "开始清理",
    "extended": "补充清理事项",
    "decided": "清理结论",
    "closed": "办结清理",
    "opinion.answered": "答复征求意见",
    "opinion.recalled": "撤回征求",
    "installed": "建立法定栏目",
    "column.added": "增设栏目",
    "column.changed": "设置栏目",
    "column.reopened": "恢复栏目",
    "setting.changed": "修改本县设定",
    "setting.restored": "恢复默认设定",
    "user.closed": "停用账号",
    "user.reopened": "恢复账号",
    "second_factor.confirmed": "启用双因素",
    "second_factor.reset": "重置双因素",
    "recovery_code.used": "使用恢复码",
    "recovery_codes.renewed": "更换恢复码",
    "sign_in.ended": "结束登录",
}


def act_words(action: str) -> str:
    """Return the Chinese words for an act on the trail; an unknown code stands as it is."""
    parts = action.split(".")
    return ACTS.get(".".join(parts[-2:])) or ACTS.get(parts[-1], action)


def field_label(name: str) -> str:
    """Return the Chinese label of a field of an edition."""
    try:
        return str(Edition._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def field_value(name: str, value: object) -> str:
    """Return a field's value in words: the label of a choice, lists joined, nothing for nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{one}" for key, one in value.items())
    if name == "theme":
        return themes().get(str(value), str(value))
    if name == "item":
        return vocabulary("items").get(str(value), str(value))
    try:
        choices = dict(Edition._meta.get_field(name).flatchoices)
    except FieldDoesNotExist:
        return str(value)
    return str(choices.get(value, value))
