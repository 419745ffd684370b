"""Reading personal data (查看个人信息): masked by default, opened by an act that leaves a trace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk
from gongkai.apps.casework.actions.closing import SEALED
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.casework.titles import hidden
from gongkai.apps.trail import actions as trail


@transaction.atomic
def read_personal_data(*, case: Case, remark: str, by: User, at: datetime) -> dict[str, str]:
    """Return the applicant's data in plain text (查看个人信息); the trail keeps who read it and why.

    Raises:
        Refused: No reason given, or not somebody who handles the case.
    """
    locked = desk.take(case, "read_personal_data", by=by, at=at, inputs=Inputs(remark=remark))
    applicant = locked.applicant
    names = [applicant.name, applicant.contact_name, applicant.representative]
    reason = hidden(remark, names, on=day_of(at))
    trail.write(
        "casework.case.personal_data_read",
        locked,
        by=by,
        at=at,
        body=locked.body.code,
        data={"reason": reason},
    )
    return {name: getattr(applicant, name) for name in (*SEALED, "postcode")}
