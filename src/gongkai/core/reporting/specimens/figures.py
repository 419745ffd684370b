"""Invented figures that keep every identity of the form (勾稽关系), one year after another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from gongkai.core.law.forms import Form, cells, forms

Figures = dict[str, Decimal]

APPLICANT_WEIGHTS = {
    "natural_person": 85,
    "enterprise": 9,
    "research_institution": 1,
    "public_interest_organization": 1,
    "legal_services_institution": 2,
    "other_organization": 2,
}
USUAL_OUTCOMES = {
    "applications.granted": 35,
    "applications.partly_granted": 8,
    "applications.unable.not_held": 20,
    "applications.not_processed.petition": 6,
    "applications.not_processed.repeated": 4,
    "applications.refused.administrative_query": 4,
    "applications.refused.internal_affairs": 3,
    "applications.unable.needs_creation": 3,
}
RARE_OUTCOME = 1.5
APPLICATIONS_A_YEAR = {
    "county": (5, 300),
    "office": (0, 60),
    "department": (0, 40),
    "township": (0, 6),
}
QUIET_YEARS = {"county": 0.03, "office": 0.2, "department": 0.45, "township": 0.65}
DECISIONS_A_YEAR = {"county": 30000, "office": 0, "department": 3000, "township": 60}
DOCUMENTS_A_YEAR = {"county": 10, "office": 5, "department": 3, "township": 1}
KEEPS_OLD_DOCUMENTS = {"county": 1.0, "office": 0.5, "department": 0.3, "township": 0.1}
CARRIED_OVER = 0.35
"""How often some applications are still open on the last day of the year."""


def invent_figures(
    form: str, level: str, chance: random.Random, before: Mapping[str, Decimal] | None = None
) -> Figures:
    """Return a figure for every cell of the form; ``before`` are the same body's a year earlier.

    Raises:
        KeyError: There is no such form or level.
    """
    found = forms()[form]
    figures = dict.fromkeys(cells(form), Decimal(0))
    _fill_documents(figures, form, level, chance, before)
    _fill_decisions(figures, level, chance, before)
    _fill_money(figures, form, level, chance)
    _fill_applications(figures, found, level, chance, before or {})
    _fill_remedies(figures, chance)
    return figures


def add_figures(parts: list[Figures]) -> Figures:
    """Return the sum of several bodies' figures, cell by cell: a government's summary report."""
    return {name: sum((part[name] for part in parts), Decimal(0)) for name in parts[0]}


def _fill_documents(
    figures: Figures,
    form: str,
    level: str,
    chance: random.Random,
    before: Mapping[str, Decimal] | None,
) -> None:
    most = DOCUMENTS_A_YEAR[level]
    made = chance.randint(0, most) if chance.random() < KEEPS_OLD_DOCUMENTS[level] else 0
    row = "proactive.normative_documents"
    if form == "2019":
        figures[f"{row}.newly_made"] = Decimal(made)
        figures[f"{row}.newly_published"] = Decimal(made)
        figures[f"{row}.total_published"] = Decimal(made + chance.randint(0, 4 * most))
        return
    stock = (before or {}).get(f"{row}.in_force")
    if stock is None:
        keeps = chance.random() < KEEPS_OLD_DOCUMENTS[level]
        stock = Decimal(chance.randint(0, 6 * most) if keeps else 0)
    abolished = chance.randint(0, min(int(stock), most)) if chance.random() < 0.4 else 0
    figures[f"{row}.made"] = Decimal(made)
    figures[f"{row}.abolished"] = Decimal(abolished)
    figures[f"{row}.in_force"] = stock + made - abolished


def _fill_decisions(
    figures: Figures, level: str, chance: random.Random, before: Mapping[str, Decimal] | None
) -> None:
    for row, share in (
        ("proactive.licences", 1.0),
        ("proactive.other_services", 2.0),
        ("proactive.penalties", 0.3),
        ("proactive.coercive_measures", 0.05),
    ):
        if f"{row}.decisions" not in figures:
            continue
        most = int(DECISIONS_A_YEAR[level] * share)
        earlier = int((before or {}).get(f"{row}.decisions", Decimal(0)))
        if earlier:
            decisions = max(1, round(earlier * chance.uniform(0.7, 1.4)))
        else:
            decisions = chance.randint(1, most) if most and chance.random() < 0.5 else 0
        figures[f"{row}.decisions"] = Decimal(decisions)
        if f"{row}.change" in figures:
            _fill_items(figures, row, chance, before, active=decisions > 0)
    if "proactive.administrative_fees.items_last_year" in figures:
        active = level == "county"
        _fill_items(figures, "proactive.administrative_fees", chance, before, active=active)


def _fill_items(
    figures: Figures,
    row: str,
    chance: random.Random,
    before: Mapping[str, Decimal] | None,
    *,
    active: bool,
) -> None:
    """Fill 上一年项目数量 and 本年增/减: items of last year follow from last year's report."""
    last = (before or {}).get(f"{row}.items_last_year")
    if last is not None and before is not None:
        items = last + before[f"{row}.change"]
    else:
        items = Decimal(chance.randint(5, 400) if active else 0)
    change = chance.choice((0, 0, 0, chance.randint(-5, 20))) if items > 5 else 0
    if items + change == figures.get(f"{row}.decisions", Decimal(-1)) != 0:
        change += 1
    figures[f"{row}.items_last_year"] = items
    figures[f"{row}.change"] = Decimal(change)


def _fill_money(figures: Figures, form: str, level: str, chance: random.Random) -> None:
    collects = chance.random() < {"county": 0.9, "department": 0.15}.get(level, 0.02)
    amount = Decimal(chance.randint(100, 5_000_000)).scaleb(-chance.choice((1, 2, 2, 4)))
    if not collects:
        return
    if form == "2019":
        figures["proactive.procurement.items"] = Decimal(chance.randint(1, 900))
        figures["proactive.procurement.amount"] = amount
    else:
        figures["proactive.administrative_fees.amount"] = amount


def _fill_applications(
    figures: Figures,
    form: Form,
    level: str,
    chance: random.Random,
    before: Mapping[str, Decimal],
) -> None:
    outcomes = [row.key for row in form.table3.rows if row.role == "outcome"]
    weights = [USUAL_OUTCOMES.get(row, RARE_OUTCOME) for row in outcomes]
    quiet = chance.random() < QUIET_YEARS[level]
    received = Counter(
        {}
        if quiet
        else chance.choices(
            list(APPLICANT_WEIGHTS),
            list(APPLICANT_WEIGHTS.values()),
            k=chance.randint(*APPLICATIONS_A_YEAR[level]),
        )
    )
    some_open = chance.random() < CARRIED_OVER
    for kind in APPLICANT_WEIGHTS:
        carried_in = int(before.get(f"applications.carried_out.{kind}", Decimal(0)))
        pool = received[kind] + carried_in
        open_still = sum(chance.random() < 0.12 for _ in range(received[kind])) if some_open else 0
        done = Counter(chance.choices(outcomes, weights, k=pool - open_still))
        figures[f"applications.received.{kind}"] = Decimal(received[kind])
        figures[f"applications.carried_in.{kind}"] = Decimal(carried_in)
        figures[f"applications.carried_out.{kind}"] = Decimal(open_still)
        figures[f"applications.concluded.{kind}"] = Decimal(pool - open_still)
        for row, number in done.items():
            figures[f"{row}.{kind}"] = Decimal(number)
    for line in form.table3.rows:
        parts = [figures[f"{line.key}.{kind}"] for kind in APPLICANT_WEIGHTS]
        figures[f"{line.key}.total"] = sum(parts, Decimal(0))


def _fill_remedies(figures: Figures, chance: random.Random) -> None:
    applications = int(figures["applications.concluded.total"])
    for group, share in (
        ("remedies.reconsideration", 0.1),
        ("remedies.direct_litigation", 0.05),
        ("remedies.litigation_after_reconsideration", 0.05),
    ):
        after = group.endswith("after_reconsideration")
        if after and not figures["remedies.reconsideration.total"]:
            continue
        cases = sum(chance.random() < share for _ in range(min(applications, 60)))
        results = Counter(
            chance.choices(("upheld", "corrected", "other", "pending"), (6, 2, 2, 2), k=cases)
        )
        for result, number in results.items():
            figures[f"{group}.{result}"] = Decimal(number)
        figures[f"{group}.total"] = Decimal(cases)
