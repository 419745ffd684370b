"""The applicant of a case (申请人): the application as it was filed, other cases of the same person."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongkai.apps.casework.models import Applicant, Case
from gongkai.core.casework.application import ApplicantFacts, Application, MatterFacts


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


def application_of(case: Case) -> Application:
    """Return the application as it was filed; this reads personal data."""
    who = case.applicant
    names = ApplicantFacts.__dataclass_fields__
    facts = {name: getattr(who, name) for name in names if name != "joint"}
    return Application(
        applicant=ApplicantFacts(**facts, joint=case.joint_applicants),
        matters=tuple(
            MatterFacts(
                description=one.description,
                document_name=one.document_name,
                document_number=one.document_number,
            )
            for one in case.matters.order_by("position")
        ),
        supply=case.supply,
        supply_route=case.supply_route,
    )
