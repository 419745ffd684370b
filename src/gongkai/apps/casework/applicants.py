"""Other cases of the same applicant (同一申请人), found by keyed hash."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongkai.apps.casework.models import Applicant, Case


def cases_of_same(case: Case) -> QuerySet[Case]:
    """Return the other cases of the same applicant at the same body.

    The same is who has the same number, or else the same name and telephone. Void and transferred
    cases are left out.
    """
    who = case.applicant
    if who.id_number_key:
        same = Q(id_number_key=who.id_number_key)
    elif who.telephone_key:
        same = Q(name_key=who.name_key, telephone_key=who.telephone_key)
    else:
        return Case.objects.none()
    found = Applicant.objects.filter(same, case__body=case.body).exclude(case=case)
    return Case.objects.filter(pk__in=found.values("case")).exclude(
        state__in=("void", "transferred")
    )
