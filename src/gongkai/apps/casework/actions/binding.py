"""Binding the file of a case (装订案卷): everything in one PDF, or as a package for the archive."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Literal

from django.db import transaction

from gongkai.adapters.case_file.transfer import write_transfer
from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, printing
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.trail import actions as trail
from gongkai.core.casework.happenings import in_force, kinds


@transaction.atomic
def bind_file(
    *, case: Case, form: Literal["volume", "package"], remark: str, by: User, at: datetime
) -> bytes:
    """Return the file of a case as one PDF or as a package (装订案卷); the trail keeps its digest.

    It shows all personal data, so it asks for a reason as reading them does.

    Raises:
        Refused: No reason given, or not somebody who handles the case.
        gongkai.adapters.encryption.cipher.UnreadableError: A paper cannot be opened.
    """
    locked = desk.take(case, "read_personal_data", by=by, at=at, inputs=Inputs(remark=remark))
    cover, volume = printing.bound(locked, filed_by=str(by), on=day_of(at))
    made = volume.content
    if form == "package":
        made = write_transfer(cover, volume, events=_events(locked))
    data = {
        "form": form,
        "pages": volume.pages,
        "papers": len(volume.index),
        "digest": hashlib.sha256(made).hexdigest(),
        "reason": remark,
    }
    trail.write("casework.case.file_bound", locked, by=by, at=at, body=locked.body.code, data=data)
    return made


def _events(case: Case) -> list[tuple[str, str]]:
    standing = sorted(in_force(entries.happenings_of(case)), key=lambda each: each.on)
    return [(each.on.isoformat(), kinds()[str(each.kind)].label) for each in standing]
