"""Recipes: a seed gives a file with known truth, the same one every time."""

import random
from collections.abc import Callable, Sequence

from gongkai.core.reporting.specimens import sound_report, years_of_one_body
from tests.damage.copies import (
    Copy,
    docx_copy,
    html_copy,
    pdf_copy,
    text_copy,
    xlsx_copy,
)
from tests.damage.figures import FIGURE_DAMAGE, dropped_blanks, fused
from tests.damage.labels import LABEL_DAMAGE
from tests.damage.sample import Operator, Sample, sample_of
from tests.damage.structure import FIRST_DAMAGE, STRUCTURE_DAMAGE

ALL_DAMAGE: tuple[Operator, ...] = (
    *LABEL_DAMAGE,
    *FIGURE_DAMAGE,
    *STRUCTURE_DAMAGE,
    *FIRST_DAMAGE,
)
RAGGED: tuple[Operator, ...] = (dropped_blanks, fused)
Write = Callable[[list[Sample], random.Random], Copy]
WRITERS: dict[str, Write] = {
    "text": text_copy,
    "html": html_copy,
    "docx": docx_copy,
    "xlsx": xlsx_copy,
    "pdf": pdf_copy,
}


def chance_of(seed: int) -> random.Random:
    """Return the source of chance for one recipe."""
    return random.Random(seed)


def clean_copy(seed: int, kind: str) -> Copy:
    """Return an undamaged report as a file of ``kind``."""
    chance = chance_of(seed)
    return WRITERS[kind]([sample_of(sound_report(seed))], chance)


def damaged_copy(
    seed: int, kind: str = "text", operators: Sequence[Operator] = ALL_DAMAGE, most: int = 3
) -> Copy:
    """Return a file with one report, sometimes several, each damaged in up to ``most`` ways."""
    chance = chance_of(seed)
    if kind not in ("text", "html"):
        operators = [operator for operator in operators if operator not in RAGGED]
    if chance.random() < 0.15:
        years = range(2022, 2022 + chance.randint(2, 3))
        specimens = list(reversed(years_of_one_body(seed, years)))
    else:
        specimens = [sound_report(seed)]
    samples = []
    for specimen in specimens:
        sample = sample_of(specimen)
        chosen = chance.sample(operators, k=min(len(operators), chance.randint(1, most)))
        for operator in sorted(chosen, key=lambda operator: operator not in FIRST_DAMAGE):
            operator(sample, chance)
            sample.damage.append(operator.__name__)
        sample.settle()
        samples.append(sample)
    copy = WRITERS[kind](samples, chance)
    copy.recipe += f" [{'; '.join(', '.join(s.damage) for s in samples)}] seed={seed}"
    return copy
