"""The fields of a draft as a form (稿件字段): catalogue fields, and the kind's own fields from its data.

A draft may be incomplete, so nothing is required here; what is missing is told at submission.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.apps.organizations.queries import columns_for
from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing.kinds import Field
from gongkai.core.publishing.kinds.values import Column, choices
from gongkai.core.publishing.vocabularies import themes, vocabulary

OWN = "own-"
BLANK_ROWS = 2
YES_NO = (("", "未填"), ("yes", "是"), ("no", "否"))
DATE_INPUT = {"type": "date"}


class DraftForm(forms.Form):
    """Every content field of one edition."""

    title = forms.CharField(
        label="名称", max_length=300, help_text="主标题，不含副标题；不要加书名号"
    )
    document_number = forms.CharField(
        label="文号", max_length=60, help_text="机关代字〔年份〕序号号，如：青政发〔2026〕3号"
    )
    written_on = forms.DateField(
        label="成文日期", widget=forms.DateInput(DATE_INPUT, "%Y-%m-%d"), help_text="公文为签发日期"
    )
    formed_on = forms.DateField(
        label="信息形成或变更日期",
        widget=forms.DateInput(DATE_INPUT, "%Y-%m-%d"),
        help_text="公开期限从这一天起算：自形成或变更之日起 20 个工作日内",
    )
    effective_on = forms.DateField(label="施行日期", widget=forms.DateInput(DATE_INPUT, "%Y-%m-%d"))
    expires_on = forms.DateField(
        label="有效期截止日期",
        widget=forms.DateInput(DATE_INPUT, "%Y-%m-%d"),
        help_text="规范性文件须有有效期；到期后自动标注失效并提前提醒",
    )
    theme = forms.ChoiceField(label="主题分类")
    item = forms.ChoiceField(label="公开类别", help_text="条例第二十条、第二十一条的事项")
    column = forms.ChoiceField(label="栏目", help_text="只列出可以收这一种类的栏目")
    disclosure = forms.ChoiceField(
        label="公开属性", widget=forms.RadioSelect, help_text="在起草时确定，随稿一并报批"
    )
    disclosure_article = forms.CharField(
        label="公开属性的依据条款",
        max_length=200,
        help_text="如：《政府信息公开条例》第二十条第一项",
    )
    disclosure_reason = forms.CharField(
        label="公开属性的理由",
        widget=forms.Textarea({"rows": 2}),
        help_text="依申请公开、不予公开的，必须写明理由",
    )
    channels = forms.MultipleChoiceField(label="公开渠道", widget=forms.CheckboxSelectMultiple)
    audience = forms.ChoiceField(label="公开对象")
    summary = forms.CharField(
        label="内容概述",
        widget=forms.Textarea({"rows": 3, "maxlength": 300}),
        help_text="一百至三百字，说明写给谁、管什么，不重复标题",
    )
    keywords = forms.CharField(label="关键词", help_text="三到五个，用顿号或空格分开")
    source = forms.CharField(label="来源", max_length=100, help_text="留空即为本单位")
    joint_issuers = forms.CharField(
        label="联合发文单位", widget=forms.Textarea({"rows": 2}), help_text="一行一个，主办单位不写"
    )
    change_note = forms.CharField(
        label="更正或更新说明",
        widget=forms.Textarea({"rows": 2}),
        help_text="修订、更正时向社会说明改了什么",
    )
    text = forms.CharField(
        label="正文", widget=forms.Textarea({"rows": 24, "data-editor": "1"}), strip=False
    )

    def __init__(self, *args: Any, edition: Edition, on: date, **kwargs: Any) -> None:
        """Build the form for one edition: choices, the kind's own fields, current values."""
        super().__init__(*args, initial=_initial(edition), auto_id="f-%s", **kwargs)
        self.edition = edition
        for name, options in _options(edition, on).items():
            bound = self.fields[name]
            bound.choices = (
                options if name in ("channels", "disclosure") else [("", "请选择"), *options]
            )
        for one in edition.rules.fields:
            if one.type != "rows":
                self.fields[OWN + one.name] = _own_field(one)
                self.initial[OWN + one.name] = _shown(one, edition.own.get(one.name))
        for name, field in self.fields.items():
            field.required = False
            if name not in ("disclosure", "channels") and self[name].help_text:
                field.widget.attrs["aria-describedby"] = f"f-{name}_helptext"
        self._drop_what_the_kind_has_not()

    def _drop_what_the_kind_has_not(self) -> None:
        rules = self.edition.rules
        unused = [
            name for name in ("document_number", "expires_on") if getattr(rules, name) == "none"
        ]
        if rules.document_number == "none":
            unused.append("joint_issuers")
            if rules.validity == "none":
                unused.append("effective_on")
        if self.edition.change == "first":
            unused.append("change_note")
        for name in unused:
            del self.fields[name]

    def own_fields(self) -> list[forms.BoundField]:
        """Return the kind's own fields, to be shown in a group of their own."""
        return [self[name] for name in self.fields if name.startswith(OWN)]

    def grids(self) -> list[dict[str, Any]]:
        """Return the row fields of the kind with their rows and blank ones to go on."""
        return [self._grid(one) for one in self.edition.rules.fields if one.type == "rows"]

    def _grid(self, one: Field) -> dict[str, Any]:
        rows = list(self.edition.own.get(one.name) or []) + [{}] * BLANK_ROWS
        return {
            "field": one,
            "rows": [
                [
                    {
                        "column": column,
                        "name": _cell(one.name, number, column.name),
                        "value": row.get(column.name, ""),
                        "choices": list(choices(column).items()) if column.type == "choice" else [],
                    }
                    for column in one.columns
                ]
                for number, row in enumerate(rows)
            ],
        }

    def values(self) -> dict[str, Any]:
        """Return what was entered, as ``save_draft`` takes it."""
        plain = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(OWN) and name not in ("keywords", "joint_issuers")
        }
        words = self.cleaned_data.get("keywords", "").replace("，", "、").replace(",", "、")
        plain["keywords"] = [w for part in words.split("、") for w in part.split() if w]
        if "joint_issuers" in self.cleaned_data:
            lines = self.cleaned_data["joint_issuers"].splitlines()
            plain["joint_issuers"] = [line.strip() for line in lines if line.strip()]
        plain["own"] = self._own()
        return plain

    def _own(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in self.edition.rules.fields:
            value = (
                self._rows(one)
                if one.type == "rows"
                else _entered(one, self.cleaned_data.get(OWN + one.name))
            )
            if value not in (None, "", []):
                found[one.name] = value
        return found

    def _rows(self, one: Field) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        number = 0
        while any(_cell(one.name, number, c.name) in self.data for c in one.columns):
            row = {
                column.name: _entered(column, value)
                for column in one.columns
                if (value := self.data.get(_cell(one.name, number, column.name), "").strip())
            }
            if row:
                rows.append(row)
            number += 1
        return rows


def _cell(field: str, row: int, column: str) -> str:
    return f"row-{field}-{row}-{column}"


def _initial(edition: Edition) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(edition, name) for name in Edition.CONTENT}
    values["column"] = edition.column.code if edition.column else ""
    values["keywords"] = "、".join(edition.keywords)
    values["joint_issuers"] = "\n".join(edition.joint_issuers)
    return values


def _options(edition: Edition, on: date) -> dict[str, list[tuple[str, str]]]:
    return {
        "theme": list(themes().items()),
        "item": list(vocabulary("items").items()),
        "column": [(one.code, one.label) for one in columns_for(edition.kind, on=on)],
        "disclosure": list(vocabulary("disclosure").items()),
        "channels": list(vocabulary("channels").items()),
        "audience": list(vocabulary("audiences").items()),
    }


def _own_field(one: Field) -> forms.Field:
    label = f"{one.label}（{one.unit}）" if one.unit else one.label
    common: dict[str, Any] = {"label": label, "help_text": one.help}
    if one.type == "yes_no":
        return forms.ChoiceField(choices=YES_NO, **common)
    if one.type == "choice":
        return forms.ChoiceField(choices=[("", "请选择"), *choices(one).items()], **common)
    if one.type == "choices":
        return forms.MultipleChoiceField(
            choices=list(choices(one).items()), widget=forms.CheckboxSelectMultiple, **common
        )
    if one.type == "long_text":
        return forms.CharField(widget=forms.Textarea({"rows": 3}), **common)
    kinds_of_input = {"date": "date", "moment": "datetime-local", "address": "url"}
    attributes = {"type": kinds_of_input[one.type]} if one.type in kinds_of_input else {}
    if one.type in ("integer", "amount"):
        attributes = {"inputmode": "decimal"}
    return forms.CharField(widget=forms.TextInput(attributes), **common)


def _shown(one: Field, value: Any) -> Any:
    if one.type == "yes_no":
        return {True: "yes", False: "no"}.get(value, "")
    return value if value is not None else ""


def _entered(one: Field | Column, value: Any) -> Any:
    """Return the value as JSON holds it; what does not fit stays as typed and is told on submission."""
    if one.type == "yes_no":
        return {"yes": True, "no": False}.get(value)
    if one.type == "integer" and isinstance(value, str) and value.strip().lstrip("-").isdigit():
        return int(value)
    return value.strip() if isinstance(value, str) else value
