"""Who handles a case (承办) and what others are asked to contribute (交办、协办)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import reasons_against
from gongkai.apps.accounts.queries import roles_at, staff_with
from gongkai.apps.casework import desk, entries, notifying
from gongkai.apps.casework.models import Case, Task
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.kernel.refusals import Reason, Refused


@transaction.atomic
def assign_officer(*, case: Case, seen: int, officer: User, by: User, at: datetime) -> Case:
    """Name the officer in charge of a case (指定承办人).

    Raises:
        Refused: The officer has no such role at the body, not permitted, or somebody was quicker.
    """
    inputs = Inputs(officer=officer)
    locked = desk.take(case, "assign_officer", seen=seen, by=by, at=at, inputs=inputs)
    notifying.to_staff(
        [officer] if officer.pk != by.pk else [],
        "assigned",
        f"{locked.reference} 由您承办，答复期限 {locked.due_on or '待定'}",
        case=locked,
        at=at,
    )
    data = {"officer": officer.pk}
    return desk.trace("officer_assigned", locked, by=by, at=at, data=data, officer=officer)


@transaction.atomic
def assign_task(
    *,
    case: Case,
    seen: int,
    body: PublicBody,
    request: str,
    due_on: date,
    office: str = "",
    assignee: User | None = None,
    by: User,
    at: datetime,
) -> Task:
    """Hand part of a case to an office inside or to an assisting body, with a term (交办、协办).

    The term of reply runs on; a consultation in the sense of the law is ``consult``.

    Raises:
        Refused: No request or term, the assignee cannot answer there, not permitted, somebody quicker.
    """
    inputs = Inputs(remark=request, until=due_on)
    locked = desk.take(case, "assign_task", seen=seen, by=by, at=at, inputs=inputs)
    _refuse_unfit(assignee, body, at=at)
    task = Task.objects.create(
        case=locked,
        body=body,
        office=office,
        assignee=assignee,
        request=request.strip(),
        due_on=due_on,
        assigned_by=by,
        assigned_at=at,
    )
    sentence = f"{locked.reference} 交办事项，请于 {due_on} 前反馈"
    people = [assignee] if assignee else list(staff_with("case_officer", body, on=day_of(at)))
    notifying.to_staff(people, "task_assigned", sentence, case=locked, at=at)
    _enter(locked, "task_assigned", task, by=by, at=at)
    desk.trace("task_assigned", locked, by=by, at=at, data={"task": task.pk, "to": body.code})
    return task


def _refuse_unfit(assignee: User | None, body: PublicBody, *, at: datetime) -> None:
    held = roles_at(assignee, body, on=day_of(at)) if assignee else {"case_officer"}
    if not held & {"case_officer", "ogi_office"}:
        sentence = f"{assignee}在{body}没有承办或经办角色，不能反馈。请另选人员，或先授权"
        raise Refused([Reason("casework.assignee", sentence)])


@transaction.atomic
def answer_task(*, task: Task, answer: str, by: User, at: datetime) -> Task:
    """Answer a task (反馈交办事项), at the body that it was given to.

    Raises:
        Refused: Nothing to say, answered or taken back before, not permitted at that body.
    """
    locked = desk.lock(task.case)
    task = Task.objects.get(pk=task.pk)
    reasons = reasons_against(by, "casework.answer_task", task.body, on=day_of(at))
    reasons += _closed(task)
    if task.assignee_id and task.assignee_id != by.pk:
        sentence = f"该事项交给{task.assignee}办理。请由其反馈，或请交办人改派"
        reasons.append(Reason("casework.not_assignee", sentence))
    if not answer.strip():
        reasons.append(Reason("casework.answer", "没有写明反馈的内容。请填写"))
    if reasons:
        raise Refused(reasons)
    task.answer, task.answered_by, task.answered_at = answer.strip(), by, at
    task.save(update_fields=("answer", "answered_by", "answered_at"))
    notifying.to_staff(
        [task.assigned_by],
        "task_answered",
        f"{locked.reference} 的交办事项已反馈（{task}）",
        case=locked,
        at=at,
    )
    _enter(locked, "task_answered", task, by=by, at=at)
    desk.trace("task_answered", locked, by=by, at=at, data={"task": task.pk})
    return task


@transaction.atomic
def chase_task(*, task: Task, by: User, at: datetime) -> Task:
    """Remind whoever owes the answer to a task (催办).

    Raises:
        Refused: Answered or taken back, or not somebody who handles the case.
    """
    locked, task = _take(task, by=by, at=at)
    task.chased_at = at
    task.save(update_fields=("chased_at",))
    people = (
        [task.assignee]
        if task.assignee
        else list(staff_with("case_officer", task.body, on=day_of(at)))
    )
    sentence = f"催办：{locked.reference} 的交办事项请于 {task.due_on} 前反馈"
    notifying.to_staff(people, "task_chased", sentence, case=locked, at=at)
    _enter(locked, "task_chased", task, by=by, at=at)
    desk.trace("task_chased", locked, by=by, at=at, data={"task": task.pk})
    return task


@transaction.atomic
def recall_task(*, task: Task, remark: str, by: User, at: datetime) -> Task:
    """Take a task back that is not needed any more (撤回交办).

    Raises:
        Refused: No reason, answered or taken back before, or not somebody who handles the case.
    """
    locked, task = _take(task, by=by, at=at)
    if not remark.strip():
        raise Refused([Reason("casework.remark", "没有写明撤回的理由。请写明后办理")])
    task.recalled_at = at
    task.save(update_fields=("recalled_at",))
    _enter(locked, "task_recalled", task, by=by, at=at, remark=remark)
    desk.trace("task_recalled", locked, by=by, at=at, data={"task": task.pk})
    return task


def _take(task: Task, *, by: User, at: datetime) -> tuple[Case, Task]:
    locked = desk.lock(task.case)
    fresh = Task.objects.select_related("assignee", "body").get(pk=task.pk)
    held = roles_at(by, locked.body, on=day_of(at))
    reasons = _closed(fresh)
    if not held & {"ogi_office", "case_officer", "ogi_head"}:
        sentence = f"由{locked.body}的经办人员办理，您没有这一角色。请联系管理员授权"
        reasons.append(Reason("casework.role", sentence))
    if reasons:
        raise Refused(reasons)
    return locked, fresh


def _closed(task: Task) -> list[Reason]:
    if task.answered_at:
        return [Reason("casework.task_answered", "该事项已经反馈。请刷新页面查看")]
    if task.recalled_at:
        return [Reason("casework.task_recalled", "该事项已经撤回，不需要再办理")]
    return []


def _enter(case: Case, kind: str, task: Task, *, by: User, at: datetime, remark: str = "") -> None:
    facts = {"task": task.pk}
    entries.enter(case, kind, on=day_of(at), by=by, at=at, remark=remark, facts=facts)
