"""Keeping papers of a case (收入材料): checked, sealed on disk, listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import file_types, sealed_files
from gongkai.apps.casework.models import Case, Paper
from gongkai.apps.casework.people import Person
from gongkai.core.kernel.refusals import Reason


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A file as it was handed in: its name and its content."""

    name: str
    content: bytes


def faults(handed_in: Iterable[PaperIn]) -> list[Reason]:
    """Return every reason why files are not taken; none when all are."""
    return [reason for one in handed_in for reason in file_types.faults(one.name, one.content)]


def keep(case: Case, kind: str, one: PaperIn, *, on: date, by: Person, at: datetime) -> Paper:
    """Seal one file and list it among the papers of a case."""
    extension = file_types.extension_of(one.name)
    return Paper.objects.create(
        case=case,
        kind=kind,
        name=one.name[:200],
        digest=sealed_files.keep(one.content),
        media_type=file_types.TYPES[extension][0],
        extension=extension,
        size=len(one.content),
        dated_on=on,
        received_by=by if isinstance(by, User) else None,
        received_at=at,
    )


def keep_all(
    case: Case, kind: str, handed_in: Iterable[PaperIn], *, on: date, by: Person, at: datetime
) -> list[Paper]:
    """Keep several files of one kind."""
    return [keep(case, kind, one, on=on, by=by, at=at) for one in handed_in]
