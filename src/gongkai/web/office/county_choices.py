"""The county's settings on the screen (本县设定): what no law settles, with its source and its default."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.apps.accounts import actions, county_settings, permissions
from gongkai.apps.accounts.authority import county
from gongkai.apps.accounts.models import CountySetting
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.editions.finding import Errors, errors_of
from gongkai.web.office.tables import Chip, Filter, ListColumn, Listing, shown

ACT = "accounts.change_settings"
LEAD = (
    "法律法规没有写明，或者依据的文件没有核对到原文的，都列在这里，由本县确定。"
    "法律写明的期限不能改，不在这里。"
)


@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """List every setting with its value, its default and where that comes from."""
    changed = county_settings.changed()
    groups = list(dict.fromkeys(one.group for one in county_settings.catalogue().values()))
    wanted = request.GET.get("group", "")
    rows = [
        one for one in county_settings.catalogue().values() if not wanted or one.group == wanted
    ]
    columns = (
        ListColumn("设定", lambda one: one.label, lambda one: f"/office/settings/{one.key}/"),
        ListColumn("现在的取值", lambda one: one.shown(changed.get(one.key, one.default))),
        ListColumn("本县", lambda one: Chip("info", "已设定") if one.key in changed else "默认"),
        ListColumn("默认", lambda one: one.shown(one.default)),
        ListColumn("默认的来源", lambda one: one.basis),
        ListColumn("可信程度", lambda one: one.trust),
        ListColumn("类别", lambda one: one.group),
    )
    filters = (Filter("group", "类别", [(one, one) for one in groups]),)
    listing = Listing("本县设定", columns, rows, lead=LEAD, filters=filters, whole=True)
    return shown(request, listing)


@login_required
def choice(request: HttpRequest, key: str) -> HttpResponse:
    """Show one setting; change it or go back to the default, with the reason."""
    one = county_settings.catalogue().get(key)
    if one is None:
        raise Http404
    at = timezone.now()
    errors: Errors = []
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        try:
            if "restore" in request.POST:
                actions.restore_setting(key=key, reason=reason, by=request.user, at=at)
                messages.success(request, f"“{one.label}”已恢复默认。")
            else:
                given = request.POST.get("value", "")
                actions.change_setting(key=key, given=given, reason=reason, by=request.user, at=at)
                messages.success(request, f"“{one.label}”已按本县设定，从现在起适用。")
        except Refused as refusal:
            errors = errors_of(refusal)
        else:
            return redirect("office:setting", key)
    on = local(at).date()
    values = {
        "title": one.label,
        "one": one,
        "value": county_settings.value_of(key),
        "row": CountySetting.objects.select_related("changed_by").filter(key=key).first(),
        "against": permissions.reasons_against(request.user, ACT, county(), on=on),
        "errors": errors,
        "given": request.POST,
    }
    status = 422 if errors else 200
    return render(request, "office/setting.html", values, using="jinja2", status=status)
