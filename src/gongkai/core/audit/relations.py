"""Running the rules that compare reports (年际、上下级): over digests, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.audit.case import Case
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.pairing import Kin, pair
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.running import Check, rules_of, run
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.rules import Rule
from gongkai.core.law.forms import forms
from gongkai.core.reporting.report import AnnualReport

NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Relation:
    """What the rules over years and groups said of one report; it replaces their first answers."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]


def relate(
    digests: Sequence[Digest], chosen: Profile, *, roster: Sequence[str] = ()
) -> dict[int, Relation]:
    """Return what the rules over years and groups say, by the position of the report.

    Only reports that have another beside them (or, with a roster, that are a government's) appear.

    Raises:
        RuleCrashed: A rule raised.
    """
    rules = rules_of(chosen)
    kin = pair(digests)
    chosen_indices = sorted({*kin, *_with_roster(digests, roster)})
    return {
        index: _relation(digests, index, kin.get(index, Kin()), rules, chosen, tuple(roster))
        for index in chosen_indices
    }


def _with_roster(digests: Sequence[Digest], roster: Sequence[str]) -> list[int]:
    return list(range(len(digests))) if roster else []


def _relation(
    digests: Sequence[Digest],
    index: int,
    kin: Kin,
    rules: Sequence[Rule],
    chosen: Profile,
    roster: tuple[str, ...],
) -> Relation:
    def unpack(indices: Sequence[int]) -> tuple[AnnualReport, ...]:
        return tuple(digests[i].report() for i in indices)

    scopes = {"years"} if kin.previous is not None or kin.neighbours else set()
    if kin.children or kin.twins or roster:
        scopes.add("group")
    report = digests[index].report()
    case = Case(
        report=report,
        form=forms().get(report.form) if report.form is not None else None,
        previous=digests[kin.previous].report() if kin.previous is not None else None,
        twins=unpack(kin.twins),
        children=unpack(kin.children),
        neighbours=unpack(kin.neighbours[:NEIGHBOURS]),
        roster=roster,
        settings=chosen.settings,
    )
    findings, checks = run([r for r in rules if r.scope in scopes], case, chosen)
    return Relation(findings, checks)
