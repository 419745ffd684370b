"""The application form on the screen (网上申请表): the legal items and nothing more (第二十九条)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework.application import (
    LONGEST,
    MOST_MATTERS,
    NATURAL_PERSON,
    ROUTES,
    SUPPLIES,
    ApplicantFacts,
    Application,
    MatterFacts,
    applicant_kinds,
)

PERSON_OR_BODY = {NATURAL_PERSON: "公民（自然人）"}
# The reasons of the core, and the field where each is put right.
FIELD_OF = {
    "application.name": "name",
    "application.identity": "id_number",
    "application.contact": "telephone",
    "application.description": "matter_1",
    "application.supply": "supply",
    "casework.applicant_kind": "kind",
    "casework.supply": "supply",
    "casework.supply_route": "supply_route",
    "casework.matters": "matter_1",
    "casework.no_matter": "matter_1",
    "casework.description_long": "matter_1",
    "casework.representative": "representative_id",
    "casework.body_closed": "body",
}


class ApplicationForm(forms.Form):
    """What the applicant writes. ``website`` is a trap: people do not see it, programs fill it in."""

    body = forms.ModelChoiceField(
        label="向哪个机关申请",
        queryset=PublicBody.objects.none(),
        to_field_name="slug",
        empty_label="请选择",
        help_text="请选择制作或者保存这项信息的机关。不清楚时选县政府办公室，由其告知您应当向谁申请。",
        error_messages={
            "required": "没有选择向哪个机关申请。请选择",
            "invalid_choice": "没有这个机关，或者它已经撤并。请重新选择",
        },
    )
    kind = forms.ChoiceField(label="申请人类别", widget=forms.RadioSelect, initial=NATURAL_PERSON)
    name = forms.CharField(
        label="姓名或者名称",
        max_length=100,
        required=False,
        help_text="公民写姓名，单位写全称，与证件一致。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_number = forms.CharField(
        label="证件号码",
        max_length=40,
        required=False,
        help_text="公民写身份证或者其他有效证件号码，单位写统一社会信用代码。只用于核对身份，加密保存。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact_name = forms.CharField(
        label="联系人", max_length=100, required=False, help_text="单位申请的请写；公民不用写。"
    )
    telephone = forms.CharField(
        label="联系电话",
        max_length=40,
        required=False,
        help_text="电话、电子邮箱、通信地址至少写一项。",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "电子邮箱的写法不对。应当像 name@example.com 这样，请改正"},
    )
    address = forms.CharField(
        label="通信地址",
        max_length=200,
        required=False,
        help_text="要求邮寄纸质答复的必须写。",
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postcode = forms.CharField(
        label="邮政编码",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    representative = forms.CharField(
        label="代理人姓名",
        max_length=100,
        required=False,
        help_text="由别人代为申请的才写。请在下一步附上授权委托书。",
    )
    representative_id = forms.CharField(label="代理人证件号码", max_length=40, required=False)
    supply = forms.ChoiceField(label="信息的提供方式", widget=forms.RadioSelect, required=False)
    supply_route = forms.ChoiceField(
        label="获取信息的途径", widget=forms.RadioSelect, required=False
    )
    count = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=MOST_MATTERS, required=False
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    def __init__(self, *arguments: Any, today: date, count: int = 1, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["body"].queryset = organizations.bodies(on=today)  # type: ignore[attr-defined]
        kinds = {
            key: PERSON_OR_BODY.get(key, f"单位：{label}")
            for key, label in applicant_kinds().items()
        }
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["supply"].choices = list(SUPPLIES.items())  # type: ignore[attr-defined]
        self.fields["supply_route"].choices = list(ROUTES.items())  # type: ignore[attr-defined]
        self.matters = [f"matter_{position}" for position in range(1, count + 1)]
        for position, key in enumerate(self.matters, 1):
            self.fields[key] = _matter(position, several=count > 1)

    def application(self) -> Application:
        """Return what was written, as the core takes it; ask only when the form is valid."""
        given = self.cleaned_data
        facts = {name: given.get(name, "") for name in ApplicantFacts.__dataclass_fields__}
        facts = {name: value for name, value in facts.items() if isinstance(value, str) and value}
        matters = [MatterFacts(description=given[key]) for key in self.matters if given.get(key)]
        return Application(
            applicant=ApplicantFacts(**facts),
            matters=tuple(matters),
            supply=given.get("supply", ""),
            supply_route=given.get("supply_route", ""),
        )


def _matter(position: int, *, several: bool) -> forms.CharField:
    return forms.CharField(
        label=f"要获取的信息（第 {position} 项）" if several else "要获取的信息",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            "写信息的名称、文号，或者便于查找的特征：什么事、哪一年、哪个地方。写得越具体，找得越快。"
            if position == 1
            else ""
        ),
    )


class LookUpForm(forms.Form):
    """The number and the query code of one application."""

    number = forms.CharField(
        label="申请编号",
        max_length=80,
        help_text="在回执上，如 yanshan-2026-00001。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "请填写申请编号，在回执上可以找到"},
    )
    code = forms.CharField(
        label="查询码",
        max_length=40,
        help_text="在回执上，三组四位字母和数字。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "请填写查询码，在回执上可以找到"},
    )


class SupplementForm(forms.Form):
    """What the applicant adds when asked to supplement (补正)."""

    text = forms.CharField(
        label="补正的内容",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="请按补正通知逐项写明。",
        error_messages={"required": "请写明补正的内容"},
    )


class WithdrawForm(forms.Form):
    """Why the application is withdrawn."""

    remark = forms.CharField(
        label="撤回的原因",
        max_length=200,
        help_text="撤回后本件终止办理，不能恢复；需要时可以重新申请。",
        error_messages={"required": "请写明撤回的原因，一句话即可"},
    )


class RatingForm(forms.Form):
    """How it went, from one to five."""

    stars = forms.ChoiceField(
        label="您对本次办理满意吗",
        widget=forms.RadioSelect,
        choices=[
            ("5", "很满意"),
            ("4", "满意"),
            ("3", "基本满意"),
            ("2", "不满意"),
            ("1", "很不满意"),
        ],
        error_messages={"required": "请选择一项"},
    )
