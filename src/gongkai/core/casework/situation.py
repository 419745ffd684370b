"""What the life cycle asks about one case, one person and one moment (办理情形)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel.refusals import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The facts that the conditions judge; gathered by the app, judged here.

    ``today`` is the day of the act, ``on`` the true date that is entered. ``objections``,
    ``missing``, ``service`` and ``retention`` are reasons already worded by the clock and by other checks.
    ``secrecy`` and ``legality`` are ``not_needed``, ``missing``, ``agreed`` or ``objected``.
    Days that are not known are None; ``*_over_on`` is the last day of a term.
    """

    state: str
    roles: frozenset[str]
    today: date
    on: date | None = None
    remark: str = ""
    was_author: bool = False
    was_approver: bool = False
    objections: tuple[Reason, ...] = ()
    faults: tuple[str, ...] = ()
    until: date | None = None
    consulted: str = ""
    consultation_known: bool = False
    consultation_over_on: date | None = None
    objected: bool = False
    reasons_asked: bool = False
    consultations_open: tuple[str, ...] = ()
    tasks_open: tuple[str, ...] = ()
    missing: tuple[Reason, ...] = ()
    secrecy: str = "missing"
    legality: str = "not_needed"
    verdict: str = ""
    service: tuple[Reason, ...] = ()
    supplementation_over_on: date | None = None
    payment_over_on: date | None = None
    fee_yuan: int = 0
    paid_yuan: int = 0
    officer_fits: bool = True
    receiving_body: str = ""
    own_body: str = ""
    correctable: bool = False
    concluded_on: date | None = None
    remedies_open: tuple[str, ...] = ()
    granted: bool = False
    retention: tuple[Reason, ...] = ()
    rating: int = 0
