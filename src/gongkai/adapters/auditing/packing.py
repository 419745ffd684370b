"""What a worker sends of one report (打包): the answers of all rules in a fraction of the bytes.

Seventy answers of which most are “passed” are laid down as one text of numbers of rules, one byte an
answer, and the reasons of the few that have any: a fifth of the time that the answers themselves
take, in the worker and again in the parent.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.running import Check
from gongkai.core.kernel.rules import Outcome

OUTCOMES = tuple(Outcome)
NUMBERS = {outcome: number for number, outcome in enumerate(OUTCOMES)}

PackedChecks = tuple[str, bytes, dict[int, tuple[str, ...]]]


def pack_checks(checks: Iterable[Check]) -> PackedChecks:
    """Return how every rule answered, small."""
    listed = list(checks)
    codes = " ".join([check.rule for check in listed])
    outcomes = bytes([NUMBERS[check.outcome] for check in listed])
    reasons = {i: check.reasons for i, check in enumerate(listed) if check.reasons}
    return codes, outcomes, reasons


def unpack_checks(packed: PackedChecks) -> tuple[Check, ...]:
    """Return how every rule answered."""
    codes, outcomes, reasons = packed
    return tuple(
        [
            Check(code, OUTCOMES[outcome], reasons.get(index, ()))
            for index, (code, outcome) in enumerate(zip(codes.split(), outcomes, strict=True))
        ]
    )
