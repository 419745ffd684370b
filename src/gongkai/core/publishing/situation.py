"""What the life cycle asks about one edition, one person and one moment (办理情形)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.core.kernel.refusals import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The facts that the table's conditions judge; gathered by the door, judged here.

    ``approvals`` counts the different people who approved exactly this text in the three ranks;
    ``missing``, ``findings`` and ``partners`` are reasons already worded by their own checks.
    ``legality`` is ``not_needed``, ``missing``, ``agreed`` or ``objected``.
    """

    state: str
    roles: frozenset[str]
    at: datetime
    remark: str = ""
    was_author: bool = False
    approved_before: bool = False
    approvals: int = 0
    secrecy_cleared: bool = False
    secrecy_answers: Mapping[str, bool] = field(default_factory=dict)
    missing: tuple[Reason, ...] = ()
    findings: tuple[Reason, ...] = ()
    partners: tuple[Reason, ...] = ()
    opinions_open: tuple[str, ...] = ()
    opinions_against: tuple[str, ...] = ()
    legality: str = "not_needed"
    disclosure: str = "proactive"
    column_open: bool = True
    release_at: datetime | None = None
    written_on: date | None = None
    other_edition: str = ""
    ground: str = ""
