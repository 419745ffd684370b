"""What the acts at a case ask for (办理时填写): one field for each input, chosen by the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.apps.accounts.queries import staff_with
from gongkai.apps.casework import choices, queries
from gongkai.apps.casework.models import Case
from gongkai.apps.organizations import queries as organizations
from gongkai.core.law import checklists


@dataclass(frozen=True, slots=True)
class Asked:
    """The case and the day for which a field is made."""

    case: Case
    today: date


Field = Callable[[Asked], forms.Field]


def _day(label: str, help_text: str = "", *, today: bool = False) -> Field:
    def made(asked: Asked) -> forms.Field:
        return forms.DateField(
            label=label,
            help_text=help_text,
            initial=asked.today if today else None,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": f"没有填写{label}。请填写",
                "invalid": f"{label}不能识别。请按“2026-03-05”填写",
            },
        )

    return made


def _text(label: str, help_text: str = "", *, rows: int = 0, required: bool = True) -> Field:
    def made(_: Asked) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        return forms.CharField(
            label=label,
            help_text=help_text,
            widget=widget,
            required=required,
            max_length=4000 if rows else 300,
            error_messages={"required": f"没有填写{label}。请填写"},
        )

    return made


def _number(label: str, help_text: str = "") -> Field:
    def made(_: Asked) -> forms.Field:
        return forms.IntegerField(
            label=label,
            help_text=help_text,
            min_value=0,
            error_messages={
                "required": f"没有填写{label}。请填写",
                "invalid": f"{label}应当是整数。请改正",
            },
        )

    return made


def _choice(label: str, options: Callable[[Asked], choices.Choices], help_text: str = "") -> Field:
    def made(asked: Asked) -> forms.Field:
        return forms.ChoiceField(
            label=label,
            help_text=help_text,
            choices=[("", "请选择"), *options(asked)],
            error_messages={"required": f"没有选择{label}。请选择"},
        )

    return made


def _faults(asked: Asked) -> forms.Field:
    items = checklists.checklists()["application"].items
    lacking = [one.code.partition(".")[2] for one in queries.missing_items(asked.case)]
    return forms.MultipleChoiceField(
        label="需要补正的事项",
        choices=list(items.items()),
        initial=lacking,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已经勾上的，是系统比对申请内容后认为缺少的。补正只能告知一次，请一次列全。",
    )


def _open_consultations(asked: Asked) -> choices.Choices:
    return [
        (str(one.consultation.pk), str(one.consultation))
        for one in queries.consultations_of(asked.case)
    ]


def _officers(asked: Asked) -> choices.Choices:
    found = staff_with("case_officer", asked.case.body, on=asked.today)
    return [(str(one.pk), str(one)) for one in found]


def _bodies(asked: Asked) -> choices.Choices:
    found = organizations.bodies(on=asked.today).exclude(pk=asked.case.body_id)
    return [(str(one.pk), one.name) for one in found]


def _entries(asked: Asked) -> choices.Choices:
    return [
        (str(one.event.pk), f"{one.event.on} {one.event.get_kind_display()}")
        for one in queries.entries_of(asked.case)
        if one.stands
    ]


def _fixed(*options: tuple[str, str]) -> Callable[[Asked], choices.Choices]:
    return lambda _: list(options)


FIELDS: dict[str, Field] = {
    "on": _day("日期", "事情发生的那一天，可以早于今天；期限按这一天重新计算。", today=True),
    "remark": _text("说明", rows=2),
    "note": _text("备注", rows=2, required=False),
    "until": _day("期限", "要留出合理的时间。"),
    "days": _number("工作日数", "一至二十个工作日，只能延期一次。"),
    "faults": _faults,
    "own_fault": _text(
        "其他需要补正的内容", "清单没有的写在这里，一行一项。", rows=2, required=False
    ),
    "party": _choice("征求对象的类别", lambda _: choices.party_choices()),
    "name": _text("征求对象"),
    "question": _text("征求什么意见", rows=3),
    "contact": _text("联系方式", required=False),
    "consultation": _choice("哪一次征求", _open_consultations),
    "answer": _choice("对方的意见", lambda _: choices.answer_choices()[:3]),
    "text": _text("意见内容", rows=3, required=False),
    "officer": _choice("承办人", _officers),
    "body": _choice("单位", _bodies),
    "request": _text("交办事项", rows=3),
    "due_on": _day("反馈期限"),
    "standard": _choice(
        "计费方式",
        _fixed(("by_piece", "按件计收"), ("by_volume", "按量（页）计收")),
        "同一申请人同一月份的申请合并计算，金额由系统算出。",
    ),
    "units": _number("件数或者页数"),
    "paid_yuan": _number("缴费金额（元）"),
    "receipt_number": _text("票据号", required=False),
    "verdict": _choice("意见", _fixed(("agree", "同意"), ("object", "不同意"))),
    "service": _choice("送达方式", lambda _: choices.service_choices()),
    "proof": _text("送达凭证", "如邮件编号、签收记录。"),
    "entry": _choice("哪一项记录", _entries),
}


class ActForm(forms.Form):
    """The inputs of one act."""

    def __init__(self, *arguments: Any, names: tuple[str, ...], asked: Asked, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in names:
            self.fields[name] = FIELDS[name](asked)
