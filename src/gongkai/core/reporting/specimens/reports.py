"""Sound specimen reports: one, several years of one body, or a county with its bodies."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.law.forms import form_of_year
from gongkai.core.reporting.paper import ReportPaper
from gongkai.core.reporting.specimens.bodies import (
    LEVELS,
    SpecimenBody,
    dice,
    invent_body,
    invent_place,
)
from gongkai.core.reporting.specimens.facts import facts_of
from gongkai.core.reporting.specimens.figures import add_figures, invent_figures
from gongkai.core.reporting.specimens.prose import blocks_of


@dataclass(frozen=True, slots=True)
class Specimen:
    """A report and what is true of it: whose, of which year and form, and every figure."""

    body: SpecimenBody
    year: int
    form: str
    figures: Mapping[str, Decimal]
    paper: ReportPaper


def sound_report(seed: int, *, year: int | None = None, level: str | None = None) -> Specimen:
    """Return a sound report of an invented body.

    Raises:
        ValueError: No form of the annual report was in force for ``year``.
        KeyError: There is no such level.
    """
    chance = dice(seed)
    chosen = year if year is not None else chance.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025))
    body = invent_body(chance, level or chance.choice(LEVELS), invent_place(chance))
    return _report(body, chosen, chance, None)


def years_of_one_body(
    seed: int, years: Sequence[int], *, level: str | None = None
) -> tuple[Specimen, ...]:
    """Return reports of one body for consecutive years, each following from the one before.

    Raises:
        ValueError: No form was in force for one of the years.
        KeyError: There is no such level.
    """
    chance = dice(seed)
    body = invent_body(chance, level or chance.choice(LEVELS), invent_place(chance))
    reports: list[Specimen] = []
    for year in years:
        before = reports[-1].figures if reports else None
        reports.append(_report(body, year, chance, before))
    return tuple(reports)


def county(
    seed: int, year: int, *, departments: int = 4, townships: int = 4
) -> tuple[Specimen, ...]:
    """Return a county's summary report and, after it, those of its office, departments, townships.

    Raises:
        ValueError: No form was in force for ``year``.
    """
    chance = dice(seed)
    place = invent_place(chance)
    children: list[Specimen] = []
    for level in ("office", *["department"] * departments, *["township"] * townships):
        taken = frozenset(child.body.name for child in children)
        body = invent_body(chance, level, place, taken)
        children.append(_report(body, year, chance, None))
    summary = add_figures([dict(child.figures) for child in children])
    government = invent_body(chance, "county", place)
    return (_written(government, year, summary, None, chance), *children)


def compose(
    body: SpecimenBody,
    year: int,
    figures: Mapping[str, Decimal],
    seed: int,
    before: Mapping[str, Decimal] | None = None,
) -> Specimen:
    """Return a report in new words around given figures of ``year``'s form.

    Raises:
        ValueError: No form was in force for ``year``.
    """
    return _written(body, year, figures, before, dice(seed))


def _report(
    body: SpecimenBody, year: int, chance: random.Random, before: Mapping[str, Decimal] | None
) -> Specimen:
    figures = invent_figures(_form(year), body.level, chance, before)
    return _written(body, year, figures, before, chance)


def _written(
    body: SpecimenBody,
    year: int,
    figures: Mapping[str, Decimal],
    before: Mapping[str, Decimal] | None,
    chance: random.Random,
) -> Specimen:
    form = _form(year)
    facts = facts_of(body, year, form, figures, before, chance)
    blocks = blocks_of(body.level, form, figures, facts, chance)
    return Specimen(body, year, form, figures, ReportPaper(body.name, year, form, blocks))


def _form(year: int) -> str:
    form = form_of_year(year)
    if form is None:
        raise ValueError(f"{year}: there was no form of the annual report; the first year is 2019")
    return form.form
