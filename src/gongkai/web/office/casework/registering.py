"""Registering an application that came by any channel (登记申请), by the OGI office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.casework import actions, choices, queries
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import day_of
from gongkai.core.casework.application import (
    LONGEST,
    ROUTES,
    SUPPLIES,
    ApplicantFacts,
    Application,
    MatterFacts,
    applicant_kinds,
)
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law.events import Channel, EventKind
from gongkai.web.office.casework.finding import mistakes_in
from gongkai.web.office.editions.finding import errors_of

# The events that can have brought the application in, by the channels that know them.
DAYS = {
    EventKind.HANDED_IN: "当面提交的日期",
    EventKind.SIGNED_FOR: "签收的日期",
    EventKind.ARRIVED: "到达的日期",
    EventKind.CONFIRMED: "双方确认的日期",
}


class RegisterForm(forms.Form):
    """An application as it came in; what is missing is asked for afterwards."""

    body = forms.ChoiceField(label="受理机关")
    channel = forms.ChoiceField(label="申请渠道", choices=choices.channel_choices())
    read_back = forms.BooleanField(label="口头申请：已向申请人宣读并经其确认", required=False)
    kind = forms.ChoiceField(label="申请人类别", choices=list(applicant_kinds().items()))
    name = forms.CharField(label="姓名或者名称", max_length=100, required=False)
    id_number = forms.CharField(label="证件号码", max_length=40, required=False)
    contact_name = forms.CharField(label="联系人", max_length=100, required=False)
    telephone = forms.CharField(label="联系电话", max_length=40, required=False)
    email = forms.CharField(label="电子邮箱", max_length=100, required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    representative = forms.CharField(label="代理人姓名", max_length=100, required=False)
    representative_id = forms.CharField(label="代理人证件号码", max_length=40, required=False)
    matters = forms.CharField(
        label="申请公开的内容",
        max_length=LONGEST * 5,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="照申请书原文录入。几项内容的，一项一段，段间空一行。",
    )
    supply = forms.ChoiceField(
        label="提供方式", choices=[("", "未写明"), *SUPPLIES.items()], required=False
    )
    supply_route = forms.ChoiceField(
        label="获取途径", choices=[("", "未写明"), *ROUTES.items()], required=False
    )

    def __init__(self, *arguments: Any, bodies: list[Any], today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["body"].choices = [(str(one.pk), one.name) for one in bodies]  # type: ignore[attr-defined]
        for kind, label in DAYS.items():
            self.fields[f"day-{kind.value}"] = forms.DateField(
                label=label,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                initial=today if kind is EventKind.HANDED_IN else None,
                help_text="只填发生过的。收到之日由渠道和日期按《条例》第三十一条确定。",
            )

    def application(self) -> Application:
        """Return what was entered as the core takes it."""
        given = self.cleaned_data
        names = [name for name in ApplicantFacts.__dataclass_fields__ if given.get(name)]
        parts = given["matters"].replace("\r", "").split("\n\n")
        return Application(
            applicant=ApplicantFacts(**{name: given[name] for name in names}),
            matters=tuple(MatterFacts(description=one.strip()) for one in parts if one.strip()),
            supply=given["supply"],
            supply_route=given["supply_route"],
        )

    def days(self) -> dict[EventKind, date]:
        """Return the days on which the application came in."""
        given = self.cleaned_data
        return {kind: given[f"day-{kind.value}"] for kind in DAYS if given.get(f"day-{kind.value}")}


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST register and tell number and query code, once."""
    at = timezone.now()
    bodies = list(queries.handling_bodies(request.user, at=at))
    form = RegisterForm(request.POST or None, bodies=bodies, today=day_of(at))
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        if not form.is_valid():
            errors = mistakes_in(form)
        else:
            body = next(one for one in bodies if str(one.pk) == form.cleaned_data["body"])
            try:
                filed = actions.register_application(
                    body=body,
                    channel=Channel(form.cleaned_data["channel"]),
                    application=form.application(),
                    days=form.days(),
                    read_back=form.cleaned_data["read_back"],
                    attachments=[
                        PaperIn(one.name or "", one.read())
                        for one in request.FILES.getlist("files")
                    ],
                    by=request.user,
                    at=at,
                )
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                return _registered(request, filed)
    values = {
        "title": "登记申请",
        "form": form,
        "errors": errors,
        "days": [f"day-{one.value}" for one in DAYS],
    }
    status = 422 if errors else 200
    return render(request, "office/casework/new.html", values, using="jinja2", status=status)


def _registered(request: HttpRequest, filed: Any) -> HttpResponse:
    values = {
        "title": "已经登记",
        "case": filed.case,
        "code": filed.code,
        "missing": queries.missing_items(filed.case),
    }
    answer = render(request, "office/casework/registered.html", values, using="jinja2")
    answer["Cache-Control"] = "no-store"
    return answer
