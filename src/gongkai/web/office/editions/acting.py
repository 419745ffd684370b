"""The acts on an edition (办理): each with what it asks for, a confirmation, and all reasons against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.queries import bodies
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Edition, Opinion
from gongkai.apps.publishing.situations import CHINA, local
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.vocabularies import vocabulary
from gongkai.web.office.editions.finding import Errors, edition_of, errors_of, seen_in


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something to which edition, as they saw it, when."""

    edition: Edition
    seen: int
    by: User
    at: datetime

    def common(self) -> dict[str, Any]:
        """Return what every action takes."""
        return {"edition": self.edition, "seen": self.seen, "by": self.by, "at": self.at}


Call = Callable[[Deed, Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words, the inputs it asks for, the call, what is said when it is done.

    ``warns`` says what cannot be undone; ``done`` is told to the person.
    """

    label: str
    call: Call
    done: str
    asks: tuple[str, ...] = ()
    warns: str = ""
    danger: bool = False


def _plain(action: Callable[..., Any], *names: str) -> Call:
    def call(deed: Deed, given: Mapping[str, Any]) -> Any:
        return action(**deed.common(), **{name: given[name] for name in names})

    return call


def _approve(deed: Deed, given: Mapping[str, Any]) -> Any:
    answers = given["secrecy_answers"] if deed.edition.state == "secrecy_review" else None
    return actions.approve(**deed.common(), remark=given["remark"], secrecy_answers=answers)


def _ask_opinion(deed: Deed, given: Mapping[str, Any]) -> Any:
    chosen = next((one for one in bodies() if str(one.pk) == given["asked"]), None)
    if chosen is None:
        raise Refused([Reason("publishing.asked", "没有选择征求的单位。请选择单位")])
    return actions.ask_opinion(
        **deed.common(),
        asked=chosen,
        kind=given["opinion_kind"] or Opinion.Kind.CONSULTATION,
        question=given["question"],
        due_on=given["due_on"],
    )


ACTS: dict[str, Act] = {
    "submit": Act("提交初审", _plain(actions.submit), "已提交初审。"),
    "approve": Act("审核通过", _approve, "已通过。", ("remark",)),
    "send_back": Act(
        "退回修改", _plain(actions.send_back, "remark"), "已退回起草人。", ("remark",), danger=True
    ),
    "recall": Act(
        "撤回提交", _plain(actions.recall, "remark"), "已撤回，可以继续修改。", ("remark",)
    ),
    "discard": Act(
        "作废草稿",
        _plain(actions.discard, "remark"),
        "草稿已作废，内容仍可查看。",
        ("remark",),
        warns="作废后不能恢复办理，只能另行起草。",
        danger=True,
    ),
    "ask_opinion": Act(
        "征求意见或送合法性审核",
        _ask_opinion,
        "已发出征求意见。",
        ("opinion_kind", "asked", "question", "due_on"),
    ),
    "publish": Act(
        "发布",
        _plain(actions.publish),
        "已发布，页面几秒内生成。",
        warns="发布后社会即可看到，只能更正或撤回，都会留下记录。",
    ),
    "schedule": Act(
        "定时发布", _plain(actions.schedule, "release_at"), "已列入定时发布。", ("release_at",)
    ),
    "unschedule": Act(
        "取消定时", _plain(actions.unschedule, "remark"), "已取消定时。", ("remark",)
    ),
    "keep": Act("归档不公开", _plain(actions.keep), "已归档。", warns="归档后不再发布。"),
    "revise": Act(
        "修订或更正",
        _plain(actions.revise, "change", "note"),
        "已生成新版草稿。",
        ("change", "note"),
    ),
    "withdraw": Act(
        "撤回公开",
        _plain(actions.withdraw, "ground", "remark", "public_note"),
        "已撤回，页面将显示撤回说明。",
        ("ground", "remark", "public_note"),
        warns="撤回后社会不能再查看这条信息。",
        danger=True,
    ),
    "set_validity": Act(
        "变更有效性",
        _plain(actions.set_validity, "validity", "since", "reason"),
        "有效性已变更。",
        ("validity", "since", "reason"),
    ),
}


@login_required
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show what an act asks for, or do it."""
    edition = edition_of(request, pk)
    chosen = ACTS.get(name)
    if chosen is None:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        given, errors = given_in(request)
        if not errors:
            deed = Deed(edition, seen_in(request), request.user, timezone.now())
            try:
                result = chosen.call(deed, given)
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                messages.success(request, chosen.done)
                following = result.pk if name == "revise" else pk
                return redirect("office:edition", following)
    values = {
        "title": f"{chosen.label}：{edition}",
        "edition": edition_of(request, pk),
        "name": name,
        "act": chosen,
        "errors": errors,
        "given": request.POST,
        "questions": list(vocabulary("secrecy_questions").items())
        if name == "approve" and edition.state == "secrecy_review"
        else [],
        "grounds": list(vocabulary("withdrawal_grounds").items()),
        "validities": list(vocabulary("validity").items()),
        "opinion_kinds": Opinion.Kind.choices,
        "bodies": bodies() if name == "ask_opinion" else [],
        "against": _against(name, edition, request),
    }
    return render(request, "office/act.html", values, using="jinja2", status=422 if errors else 200)


def _against(name: str, edition: Edition, request: HttpRequest) -> tuple[Reason, ...]:
    """Return the reasons that no input can answer, so that nobody fills a form in vain."""
    if request.method == "POST":
        return ()
    at = timezone.now()
    if name == "publish":
        return queries.may_publish(edition, by=request.user, at=at)
    asked_for = {"remark", "secrecy_unanswered", "release_at", "withdrawal_ground"}
    found = queries.may(name, edition, by=request.user, at=at)
    return tuple(one for one in found if one.code.rpartition(".")[2] not in asked_for)


def given_in(request: HttpRequest) -> tuple[dict[str, Any], Errors]:
    """Return what was entered with an act, and what of it cannot be understood."""
    post, errors = request.POST, []
    given: dict[str, Any] = {
        key: post.get(key, "").strip()
        for key in ("remark", "ground", "public_note", "change", "note", "validity", "reason",
                    "opinion_kind", "asked", "question")
    }  # fmt: skip
    for key, label in (("due_on", "答复期限"), ("since", "起始日期")):
        given[key] = _day(post.get(key, ""))
        if post.get(key) and given[key] is None:
            errors.append((f"f-{key}", f"{label}不能识别。请按“2026-03-05”填写"))
    given["since"] = given["since"] or local(timezone.now()).date()
    given["release_at"] = _moment(post.get("release_at", ""))
    if "release_at" in post and given["release_at"] is None:
        errors.append(("f-release_at", "发布时间没有填写或不能识别。请选择日期和时间"))
    answers = {key: post.get(f"secrecy-{key}") for key in vocabulary("secrecy_questions")}
    given["secrecy_answers"] = {key: one == "yes" for key, one in answers.items() if one}
    return given, errors


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=CHINA) if text else None
    except ValueError:
        return None


@login_required
def answer_opinion(request: HttpRequest, pk: int, opinion: int) -> HttpResponse:
    """Answer an opinion that was asked for, or take the question back."""
    edition = edition_of(request, pk)
    row = edition.opinions.filter(pk=opinion).first()
    if row is None or request.method != "POST":
        raise Http404
    at, remark = timezone.now(), request.POST.get("remark", "").strip()
    try:
        if "recall" in request.POST:
            actions.recall_opinion(opinion=row, remark=remark, by=request.user, at=at)
            messages.success(request, "已撤回征求。")
        else:
            answer = request.POST.get("answer", "")
            actions.answer_opinion(
                opinion=row, answer=answer, remark=remark, by=request.user, at=at
            )
            messages.success(request, "已答复。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect("office:edition", pk)
