"""Running the rules that compare reports (年际、上下级): over digests, so that memory stays flat."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.audit.bodies import BodyKind, body_name
from gongkai.core.audit.case import Case
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.kept import KeptReport
from gongkai.core.audit.pairing import Kin, Pairing
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.running import Check, rules_of, run
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.rules import Rule
from gongkai.core.law.forms import forms
from gongkai.core.reporting.report import AnnualReport

UNPACKED_AT_ONCE = 64
"""How many reports are kept unpacked: a report is asked for again as the year before of the next."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the rules over years and groups said of one report; it replaces their first answers."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One report to be compared: its position, its kin, and for a speaker the roster and who reported."""

    index: int
    kin: Kin
    roster: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[int, ...]:
        """Return the positions of all digests that the comparison reads."""
        before = () if self.kin.previous is None else (self.kin.previous,)
        return (self.index, *before, *self.kin.twins, *self.kin.children, *self.kin.neighbours)


def relate(
    digests: Sequence[Digest], chosen: Profile, *, roster: Sequence[str] = ()
) -> dict[int, Relation]:
    """Return what the rules over years and groups say, by the position of the report.

    Only reports that have another beside them appear; with a roster, also one report of each year,
    the government's if it is there, that says who is missing.

    Raises:
        RuleCrashed: A rule raised.
    """
    return compare(comparisons(digests, roster), dict(enumerate(digests)), chosen)


def comparisons(digests: Sequence[Digest], roster: Sequence[str] = ()) -> list[Comparison]:
    """Return the comparisons there are to make, in the order of the reports."""
    kin = Pairing(digests).kin()
    speakers = _speakers(digests) if roster else {}
    return [
        Comparison(
            index,
            kin.get(index, Kin()),
            tuple(roster) if index in speakers else (),
            speakers.get(index, ()),
        )
        for index in sorted({*kin, *speakers})
    ]


def compare(
    wanted: Sequence[Comparison],
    digests: Mapping[int, Digest],
    chosen: Profile,
    *,
    on_crash: Callable[[str], None] | None = None,
) -> dict[int, Relation]:
    """Make some comparisons; ``digests`` holds those they need. Any worker process can do this.

    Raises:
        RuleCrashed: A rule raised and there is no ``on_crash`` to be told.
    """
    rules = [rule for rule in rules_of(chosen) if rule.scope != "report"]

    @functools.lru_cache(maxsize=UNPACKED_AT_ONCE)
    def report(index: int) -> AnnualReport:
        return KeptReport(digests[index])

    result = {}
    for one in wanted:
        case = _case(one, report, chosen)
        findings, checks = run(_concerned(rules, case), case, chosen, on_crash=on_crash)
        result[one.index] = Relation(findings, checks)
    return result


def _speakers(digests: Sequence[Digest]) -> dict[int, tuple[str, ...]]:
    """Return, for one report of each year, the names of all bodies that reported that year."""
    years: dict[int, list[int]] = {}
    for index, digest in enumerate(digests):
        if digest.year is not None and digest.body is not None:
            years.setdefault(digest.year, []).append(index)
    found = {}
    for members in years.values():
        names = tuple(digests[index].body or "" for index in members)
        found[next((i for i in members if _governs(digests[i])), members[0])] = names
    return found


def _governs(digest: Digest) -> bool:
    return body_name(digest.body or "").kind is BodyKind.GOVERNMENT


def _case(one: Comparison, report: Callable[[int], AnnualReport], chosen: Profile) -> Case:
    kin = one.kin
    own = report(one.index)
    return Case(
        report=own,
        form=forms().get(own.form) if own.form is not None else None,
        previous=report(kin.previous) if kin.previous is not None else None,
        twins=tuple(map(report, kin.twins)),
        children=tuple(map(report, kin.children)),
        neighbours=tuple(map(report, kin.neighbours)),
        roster=one.roster,
        companions=one.companions,
        settings=chosen.settings,
    )


def _concerned(rules: Sequence[Rule], case: Case) -> list[Rule]:
    """Return the rules that have something to compare; the others keep their first answer."""
    scopes = set()
    if case.previous is not None or case.neighbours:
        scopes.add("years")
    if case.children or case.twins or case.roster:
        scopes.add("group")
    return [rule for rule in rules if rule.scope in scopes]
