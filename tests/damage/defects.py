"""Defects (瑕疵) planted into sound reports, one kind for each rule: what the audit must find."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.specimens import (
    Specimen,
    county,
    sound_report,
    years_of_one_body,
)
from gongkai.core.reporting.tables import official_tables

Changes = Mapping[str, int | Decimal | str | None]


@dataclass(frozen=True)
class Planted:
    """Papers to audit together; the finding of ``rule`` must concern ``body`` and ``year``."""

    rule: str
    papers: tuple[ReportPaper, ...]
    body: str
    year: int


Planter = Callable[..., ReportPaper | None]


@dataclass(frozen=True)
class Defect:
    """A planter and what it needs: the form, the body's level, two years, or a whole county.

    With two ``years`` the planter is also given the report of the year before; with a ``group`` it
    is given the county's summary report, which is audited together with those of its bodies.
    """

    rule: str
    plant: Planter
    form: str | None = None
    level: str | None = None
    years: int = 1
    group: bool = False


DEFECTS: list[Defect] = []


def defect(
    rule: str,
    *,
    form: str | None = None,
    level: str | None = None,
    years: int = 1,
    group: bool = False,
) -> Callable[[Planter], Planter]:
    """Register a planter for ``rule``; it answers None when the report offers no place for it."""

    def register(plant: Planter) -> Planter:
        DEFECTS.append(Defect(rule, plant, form, level, years, group))
        return plant

    return register


def plant(planted: Defect, seed: int) -> Planted | None:
    """Plant the defect into the reports of a seed; None when they offer no place for it."""
    chance = random.Random(seed)
    last = chance.choice(
        {"2019": (2020,), "2021": (2022, 2023, 2024)}.get(planted.form or "", (2020, 2022, 2023))
    )
    if planted.group:
        specimens = county(seed, last)
        changed = planted.plant(specimens[0], chance)
        others = [child.paper for child in specimens[1:]]
    elif planted.years > 1:
        specimens = years_of_one_body(seed, (last - 1, last), level=planted.level)[::-1]
        changed = planted.plant(specimens[0], chance, specimens[1])
        others = [specimens[1].paper]
    else:
        specimens = (sound_report(seed, year=last, level=planted.level),)
        changed = planted.plant(specimens[0], chance)
        others = []
    if changed is None:
        return None
    return Planted(planted.rule, (changed, *others), specimens[0].body.name, last)


def with_cells(paper: ReportPaper, figures: Mapping[str, Decimal], changes: Changes) -> ReportPaper:
    """Return the paper with other figures, or other words, in some cells of its tables."""
    numbers = {n: Decimal(v) for n, v in changes.items() if isinstance(v, int | Decimal)}
    texts = {n: v or "" for n, v in changes.items() if v is None or isinstance(v, str)}
    drawn = {t.number: t for t in official_tables(paper.form, {**figures, **numbers})}

    def spell(cell: PrintedCell) -> PrintedCell:
        return replace(cell, text=texts[cell.cell]) if cell.cell in texts else cell

    blocks = [
        PrintedTable(b.number, tuple(tuple(map(spell, row)) for row in drawn[b.number].rows))
        if isinstance(b, PrintedTable)
        else b
        for b in paper.blocks
    ]
    return replace(paper, blocks=tuple(blocks))


def section_span(paper: ReportPaper, number: int) -> tuple[int, int] | None:
    """Return where the section's blocks begin (its heading) and end."""
    heads = [
        index
        for index, block in enumerate(paper.blocks)
        if isinstance(block, Paragraph) and block.role is Role.HEADING
    ]
    start = next(
        (i for i in heads if paper.blocks[i].text.startswith("一二三四五六"[number - 1])), None
    )
    if start is None:
        return None
    later = [i for i in heads if i > start]
    if later:
        return start, later[0]
    end = len(paper.blocks)
    while isinstance(paper.blocks[end - 1], Paragraph) and paper.blocks[end - 1].role in (
        Role.SIGNATURE,
        Role.DATE,
    ):
        end -= 1
    return start, end


def with_section(paper: ReportPaper, number: int, texts: list[str]) -> ReportPaper:
    """Return the paper with other paragraphs under a section's heading."""
    span = section_span(paper, number)
    assert span is not None
    blocks = [*paper.blocks[: span[0] + 1], *map(Paragraph, texts), *paper.blocks[span[1] :]]
    return replace(paper, blocks=tuple(blocks))


def without_section(paper: ReportPaper, number: int) -> ReportPaper:
    """Return the paper without the section, heading and all."""
    span = section_span(paper, number)
    assert span is not None
    return replace(paper, blocks=(*paper.blocks[: span[0]], *paper.blocks[span[1] :]))


def with_applications(paper: ReportPaper, text: str) -> ReportPaper:
    """Return the paper whose paragraph on applications says ``text`` and nothing else."""
    blocks = list(paper.blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.startswith("（二）"):
            if block.role is Role.SUBHEADING:
                blocks[index + 1] = Paragraph(text)
            else:
                blocks[index] = Paragraph(f"{block.text.split('。')[0]}。{text}")
            break
    return replace(paper, blocks=tuple(blocks))


def with_overview(paper: ReportPaper, text: str) -> ReportPaper:
    """Return the paper with one more sentence under （一） of section one."""
    blocks = list(paper.blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.startswith("（一）"):
            target = index + 1 if block.role is Role.SUBHEADING else index
            blocks[target] = Paragraph(blocks[target].text + text)
            break
    return replace(paper, blocks=tuple(blocks))


def with_role(paper: ReportPaper, role: Role, text: str) -> ReportPaper:
    """Return the paper with another title, date or signature; one is added when there is none."""
    blocks = [
        replace(b, text=text) if isinstance(b, Paragraph) and b.role is role else b
        for b in paper.blocks
    ]
    if not any(isinstance(b, Paragraph) and b.role is role for b in blocks):
        new = Paragraph(text, role)
        blocks = [blocks[0], new, *blocks[1:]] if role is Role.PREFACE else [*blocks, new]
    return replace(paper, blocks=tuple(blocks))


def total(specimen: Specimen, row: str) -> int:
    """Return the total of a row of table 3 or a group of table 4."""
    return int(specimen.figures[f"{row}.total"])


def outcome(specimen: Specimen, prefix: str) -> int:
    """Return how many applications ended so, over the sub-rows of the group."""
    return sum(
        int(value)
        for name, value in specimen.figures.items()
        if name.startswith(f"applications.{prefix}.") and name.endswith(".total")
    )
