"""Tables 3 and 4 from the ledger (统计): every cell with the cases, or remedies, that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.casework import law
from gongkai.apps.casework.models import Case, Event, Matter, Remedy
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework import statistics
from gongkai.core.casework.happenings import CLOSINGS
from gongkai.core.casework.progress import Conclusion
from gongkai.core.casework.statistics import Cells, Challenge, Counted

NOT_COUNTED = ("void", "transferred")


def table3(bodies: Iterable[PublicBody], year: int, *, cut_off: date | None = None) -> Cells:
    """Return every cell of table 3 of one or several bodies, each with the keys of its cases.

    Raises:
        gongkai.core.casework.statistics.NoFormError: No form covers that year.
    """
    until = cut_off or statistics.end_of(year)
    counted = list(_counted([body.pk for body in bodies], year, until))
    return statistics.table3(counted, year, cut_off=until)


def table4(bodies: Iterable[PublicBody], year: int, *, cut_off: date | None = None) -> Cells:
    """Return every cell of table 4 of one or several bodies, each with the keys of its remedies.

    Raises:
        gongkai.core.casework.statistics.NoFormError: No form covers that year.
    """
    until = cut_off or statistics.end_of(year)
    rows = Remedy.objects.filter(body__in=list(bodies), started_on__lte=until)
    rows = rows.filter(Q(concluded_on=None) | Q(concluded_on__gte=date(year, 1, 1)))
    columns = ("pk", "group", "started_on", "result", "concluded_on")
    challenges = [Challenge(*row) for row in rows.values_list(*columns)]
    return statistics.table4(challenges, year, cut_off=until)


def cases_of(keys: Sequence[int]) -> QuerySet[Case]:
    """Return the cases that a cell of table 3 counts, in the order of the register."""
    rows = Case.objects.filter(pk__in=set(keys)).select_related("body")
    return rows.order_by("body", "year", "serial")


def remedies_of(keys: Sequence[int]) -> QuerySet[Remedy]:
    """Return the reconsiderations and lawsuits that a cell of table 4 counts."""
    rows = Remedy.objects.filter(pk__in=set(keys)).select_related("body", "case")
    return rows.order_by("started_on", "id")


def _counted(bodies: Sequence[int], year: int, until: date) -> Iterator[Counted]:
    """Yield the cases that a year may count: received by its end, not concluded before it began."""
    first = date(year, 1, 1)
    rows = Case.objects.filter(body__in=bodies, received_on__lte=until).exclude(
        state__in=NOT_COUNTED
    )
    rows = rows.filter(Q(concluded_on=None) | Q(concluded_on__gte=first) | Q(handled_anew=True))
    found = list(
        rows.values_list(
            "pk", "received_on", "applicant_kind", "concluded_on", "outcome", "handled_anew"
        )
    )
    anew = _conclusions([key for key, *_, again in found if again])
    by_matter = law.law_on(until).get("report.counting_unit").value == "matter"
    matters = _matter_outcomes([key for key, *_ in found]) if by_matter else {}
    for key, received_on, applicant, concluded_on, outcome, again in found:
        own = (Conclusion(concluded_on, outcome),) if concluded_on else ()
        conclusions = anew.get(key, ()) if again else own
        for each in matters.get(key, [""]):
            reached = tuple(Conclusion(one.on, each or one.outcome) for one in conclusions)
            yield Counted(key, received_on, applicant, reached)


def _conclusions(keys: Sequence[int]) -> dict[int, tuple[Conclusion, ...]]:
    rows = Event.objects.filter(case__in=keys, kind__in=CLOSINGS, replaced_by=None)
    found: dict[int, tuple[Conclusion, ...]] = {}
    for key, on, outcome in rows.order_by("on", "pk").values_list("case", "on", "outcome"):
        found[key] = (*found.get(key, ()), Conclusion(on, outcome))
    return found


def _matter_outcomes(keys: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Matter.objects.filter(case__in=keys).order_by("position")
    for key, outcome in rows.values_list("case", "outcome"):
        found.setdefault(key, []).append(outcome)
    return found
