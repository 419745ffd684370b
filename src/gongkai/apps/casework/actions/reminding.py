"""Reminding the office (提醒): what is due soon, what is late, once for each due date."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps.casework import law, notifying
from gongkai.apps.casework.models import Case, Notice
from gongkai.apps.casework.people import day_of
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.casework.lifecycle import open_states


@transaction.atomic
def remind_of_terms(*, at: datetime) -> int:
    """Tell the offices of cases that fall due soon or are late; return how many cases."""
    today = day_of(at)
    soon = law.law_on(today).number("clocks.due_soon")
    last = law.calendar().add(today, soon).due_on
    rows = Case.objects.filter(state__in=open_states()).select_related("body")
    late = _untold(rows.filter(due_on__lt=today), "overdue")
    near = _untold(rows.filter(due_on__gte=today, due_on__lte=last), "due_soon")
    for verb, cases in (("overdue", late), ("due_soon", near)):
        for case in cases:
            notifying.tell(verb, case, by=TIMETABLE, at=at)
    return len(late) + len(near)


def _untold(rows: QuerySet[Case], verb: str) -> list[Case]:
    """Return the cases whose handlers were not yet told of this due date."""
    told = set(Notice.objects.filter(case__in=rows, event=verb).values_list("case_id", "sentence"))
    return [
        case
        for case in rows
        if not any(key == case.pk and str(case.due_on) in sentence for key, sentence in told)
    ]
