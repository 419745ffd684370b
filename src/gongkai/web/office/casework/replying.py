"""Drafting the reply (拟写答复): what becomes of each matter, the letter from its template, the lint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.apps.casework import actions, choices, lettering, queries
from gongkai.apps.casework.actions import Decision
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.core.casework.letters.merging import fields_of
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.casework.finding import case_of, mistakes_in
from gongkai.web.office.editions.finding import errors_of, seen_in

KINDS = choices.reply_choices()
GROUNDS = [("", "不涉及"), *choices.ground_choices()]


class ReplyForm(forms.Form):
    """The kind of reply, its elements, what becomes of each matter, and the letter."""

    kind = forms.ChoiceField(label="答复种类", choices=[("", "请选择"), *KINDS])
    document_number = forms.CharField(
        label="文书编号", required=False, max_length=60, help_text="不填的，签发时按规则编号。"
    )
    text = forms.CharField(
        label="答复书全文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="先选种类、填要素，再点“套用模板”。套用后可以逐字修改，修改后点“保存并检查”。",
    )

    def __init__(self, *arguments: Any, case: Case, kind: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.elements = [field.key for field in fields_of(kind)] if kind else []
        for field in fields_of(kind) if kind else ():
            self.fields[f"detail-{field.key}"] = _element(field)
        self.matters = list(case.matters.order_by("position"))
        for matter in self.matters:
            _add_decision(self.fields, matter, several=len(self.matters) > 1)

    def details(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Return the elements of the kind as they were written."""
        told = {key: str(given.get(f"detail-{key}", "") or "").strip() for key in self.elements}
        return {key: value for key, value in told.items() if value}

    def decisions(self, given: Mapping[str, Any], kind: str) -> dict[int, Decision]:
        """Return what becomes of each matter; with one matter the kind of reply says it."""
        found = {}
        for matter in self.matters:
            at = matter.position
            outcome = given.get(f"outcome-{at}") or (kind if len(self.matters) == 1 else "")
            if outcome:
                found[at] = Decision(
                    outcome=outcome,
                    ground=given.get(f"ground-{at}") or "",
                    reason=str(given.get(f"reason-{at}") or "").strip(),
                )
        return found


def _element(field: Any) -> forms.Field:
    label = field.label if field.required else f"{field.label}（{field.when or '可以不填'}）"
    if field.choices:
        options = [("", "请选择"), *((one, one) for one in field.choices)]
        return forms.ChoiceField(label=label, help_text=field.help, required=False, choices=options)
    widgets = {
        "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "lines": forms.Textarea(attrs={"rows": 3}),
        "number": forms.TextInput(attrs={"inputmode": "numeric"}),
    }
    widget = widgets.get(field.kind, forms.TextInput())
    return forms.CharField(label=label, help_text=field.help, required=False, widget=widget)


def _add_decision(fields: dict[str, forms.Field], matter: Any, *, several: bool) -> None:
    at, named = matter.position, f"第 {matter.position} 项"
    if several:
        fields[f"outcome-{at}"] = forms.ChoiceField(
            label=f"{named}的处理结果", choices=[("", "请选择"), *KINDS], required=False
        )
    fields[f"ground-{at}"] = forms.ChoiceField(
        label=f"{named}不予公开的情形" if several else "不予公开的情形",
        choices=GROUNDS,
        required=False,
    )
    fields[f"reason-{at}"] = forms.CharField(
        label=f"{named}的理由" if several else "理由",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="为什么属于这种情形；写具体的事实，不写套话。",
    )


@login_required
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft; on POST choose the kind, merge the template, or save and lint."""
    case = case_of(request, pk)
    at = timezone.now()
    step = request.POST.get("step", "")
    kind = _known(request.POST.get("kind", "")) or _kind_so_far(case)
    if request.method != "POST" or step == "kind":
        return _page(request, case, ReplyForm(case=case, kind=kind, initial=_initial(case, kind)))
    form = ReplyForm(request.POST, case=case, kind=kind)
    if step == "merge":
        text = queries.proposed_text(
            case, kind, dated_on=day_of(at), details=form.details(request.POST)
        )
        merged = {**request.POST.dict(), "text": text}
        return _page(request, case, ReplyForm(merged, case=case, kind=kind))
    if not form.is_valid():
        told = mistakes_in(form)
        return _page(request, case, form, errors=told)
    try:
        actions.draft_reply(
            case=case,
            seen=seen_in(request),
            kind=kind,
            decisions=form.decisions(request.POST, kind),
            text=form.cleaned_data["text"],
            details=form.details(request.POST),
            document_number=form.cleaned_data["document_number"],
            dated_on=day_of(at),
            by=request.user,
            at=at,
        )
    except Refused as refusal:
        return _page(request, case, form, errors=errors_of(refusal))
    messages.success(request, "答复已保存，下面是检查结果。")
    return redirect("office:case-reply", pk)


def _known(kind: str) -> str:
    return kind if kind in dict(KINDS) else ""


def _kind_so_far(case: Case) -> str:
    found = queries.reply_in_hand(case)
    return found.kind if found else ""


def _initial(case: Case, kind: str) -> dict[str, Any]:
    found = queries.reply_in_hand(case)
    told: dict[str, Any] = {"kind": kind}
    for matter in case.matters.all():
        told[f"outcome-{matter.position}"] = matter.outcome
        told[f"ground-{matter.position}"] = matter.ground
        told[f"reason-{matter.position}"] = matter.reason
    if found is not None and found.kind == kind:
        told |= {"text": found.text, "document_number": found.document_number}
        told |= {f"detail-{key}": value for key, value in lettering.details_of(found).items()}
    return told


def _page(request: HttpRequest, case: Case, form: ReplyForm, *, errors: Any = ()) -> HttpResponse:
    today = day_of(timezone.now())
    held = queries.reply_in_hand(case)
    shows_saved = request.method != "POST" and held is not None and bool(held.text)
    values = {
        "title": f"拟写答复：{case.reference}",
        "case": case_of(request, case.pk),
        "form": form,
        "kind": form["kind"].value(),
        "errors": list(errors),
        "findings": queries.findings_on_reply(held, today=today) if shows_saved and held else (),
        "missing": queries.missing_from_reply(case, today=today) if shows_saved else (),
        "shows_saved": shows_saved,
    }
    status = 422 if errors else 200
    return render(request, "office/casework/reply.html", values, using="jinja2", status=status)
