"""Running the rules that compare reports (年际、上下级): over digests, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.core.audit.bodies import BodyKind, body_name
from gongkai.core.audit.case import Case
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.pairing import Kin, Pairing
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.running import Check, rules_of, run
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.rules import Rule
from gongkai.core.law.forms import forms
from gongkai.core.reporting.report import AnnualReport


@dataclass(frozen=True, slots=True)
class Relation:
    """What the rules over years and groups said of one report; it replaces their first answers."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]


def relate(
    digests: Sequence[Digest], chosen: Profile, *, roster: Sequence[str] = ()
) -> dict[int, Relation]:
    """Return what the rules over years and groups say, by the position of the report.

    Only reports that have another beside them appear; with a roster, also one report of each year,
    the government's if it is there, that says who is missing.

    Raises:
        RuleCrashed: A rule raised.
    """
    rules = [rule for rule in rules_of(chosen) if rule.scope != "report"]
    kin = Pairing(digests).kin()
    speakers = _speakers(digests) if roster else {}
    result = {}
    for index in sorted({*kin, *speakers}):
        case = _case(digests, index, kin.get(index, Kin()), chosen)
        if index in speakers:
            case = replace(case, roster=tuple(roster), companions=speakers[index])
        findings, checks = run(_concerned(rules, case), case, chosen)
        result[index] = Relation(findings, checks)
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


def _case(digests: Sequence[Digest], index: int, kin: Kin, chosen: Profile) -> Case:
    def unpack(indices: Sequence[int]) -> tuple[AnnualReport, ...]:
        return tuple(digests[i].report() for i in indices)

    report = digests[index].report()
    return Case(
        report=report,
        form=forms().get(report.form) if report.form is not None else None,
        previous=digests[kin.previous].report() if kin.previous is not None else None,
        twins=unpack(kin.twins),
        children=unpack(kin.children),
        neighbours=unpack(kin.neighbours),
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
