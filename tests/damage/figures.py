# ruff: noqa: RUF002 - full-width marks are what this module is about
"""Damage to figures: what is printed changes, and with it the truth or its certainty."""

import random
from collections.abc import Callable
from decimal import Decimal

from gongkai.core.law.forms import cells
from tests.damage.labels import TO_FULL_WIDTH
from tests.damage.sample import Sample, change, figure_rows, names_in, pick

TABLES = (2, 3, 4)


def _print_zeros_as(sample: Sample, number: int, text: str, rows_hit: list[int]) -> None:
    rows = sample.rows(number)
    if rows is None:
        return
    for index in rows_hit:
        for at, cell in enumerate(rows[index]):
            if cell.cell and cell.text == "0":
                rows[index][at] = change(cell, text)
                sample.truth[cell.cell] = None
    sample.put_rows(number, rows)


def _zeros(sample: Sample, chance: random.Random, text: str) -> None:
    for number in chance.sample(TABLES, chance.randint(1, 3)):
        rows = sample.rows(number)
        if rows is None:
            continue
        every = chance.random() < 0.5
        hit = figure_rows(rows) if every else pick(chance, rows, 0.3)
        _print_zeros_as(sample, number, text, hit)


def blanks(sample: Sample, chance: random.Random) -> None:
    """Nothing printed where 0 is meant: blank is not zero."""
    _zeros(sample, chance, chance.choice(("", "", "\xa0", "　")))


def strokes(sample: Sample, chance: random.Random) -> None:
    """A stroke printed where 0 is meant."""
    _zeros(sample, chance, chance.choice(("/", "-", "—", "／", "--", "－")))


def dropped_blanks(sample: Sample, chance: random.Random) -> None:
    """Empty cells of a row left out altogether: its other figures cannot be placed for certain."""
    rows = sample.rows(3)
    if rows is None:
        return
    for index in pick(chance, rows, 0.2):
        zeros = [c for c in rows[index] if c.cell and c.text == "0"]
        left_out = set(chance.sample(zeros, chance.randint(1, len(zeros)))) if zeros else set()
        rows[index] = [cell for cell in rows[index] if cell not in left_out]
        sample.doubtful.update(names_in(rows[index]))
        sample.blank([cell.cell for cell in left_out if cell.cell])
    sample.ragged = True
    sample.put_rows(3, rows)


def fused(sample: Sample, chance: random.Random) -> None:
    """Neighbouring figures run together: 0 0 as 00; the row cannot be told apart for certain."""
    rows = sample.rows(3)
    if rows is None:
        return
    for index in pick(chance, rows, 0.1):
        row = rows[index]
        figures = [at for at, cell in enumerate(row) if cell.cell]
        if len(figures) < 3:
            continue
        at = chance.choice(figures[:-1])
        sample.doubtful.update(names_in(row))
        row[at] = change(row[at], row[at].text + row[at + 1].text)
        del row[at + 1]
    sample.ragged = True
    sample.put_rows(3, rows)


def units(sample: Sample, chance: random.Random) -> None:
    """3件, 653.3万元: the unit printed behind the figure."""
    glue = chance.choice(("", "", " "))
    for number in TABLES:
        rows = sample.rows(number)
        if rows is None or chance.random() < 0.4:
            continue
        for row in rows:
            for at, cell in enumerate(row):
                if cell.cell and cell.text and not cell.text.endswith("元"):
                    row[at] = change(cell, f"{cell.text}{glue}{_unit(cell.cell)}")
        sample.put_rows(number, rows)


def _unit(name: str) -> str:
    known = next(found[name] for found in map(cells, ("2021", "2019")) if name in found)
    return known.unit


def amounts_in_yuan(sample: Sample, chance: random.Random) -> None:
    """6533000元 where the form wants 万元: the value is still 653.3."""
    rows = sample.rows(2)
    if rows is None:
        return
    for row in rows:
        for at, cell in enumerate(row):
            if cell.cell and cell.cell.endswith(".amount") and sample.truth[cell.cell]:
                yuan = sample.truth[cell.cell] * 10000
                row[at] = change(cell, f"{yuan.normalize():f}元")
    sample.put_rows(2, rows)


def thousands(sample: Sample, chance: random.Random) -> None:
    """39,570 or 39，570: separators inside the figure."""
    comma = chance.choice((",", ",", "，"))
    _respell(sample, lambda v, text: f"{v:,}".replace(",", comma) if abs(v) >= 1000 else text)


def full_width_figures(sample: Sample, chance: random.Random) -> None:
    """１２３ for 123."""
    _respell(sample, lambda _, text: text.translate(TO_FULL_WIDTH))


def padded(sample: Sample, chance: random.Random) -> None:
    """Figures with spaces of several kinds around them."""
    pads = (" ", "　", "\xa0", "　　", "  ")
    _respell(sample, lambda _, text: chance.choice(pads) + text + chance.choice(("", " ", "\xa0")))


def signs(sample: Sample, chance: random.Random) -> None:
    """+5, -3, －3, 增加5 or 减少3 for a change."""
    plus, minus = chance.choice(
        (("+", "-"), ("", "-"), ("＋", "－"), ("增加", "减少"), ("增", "减"), ("增 ", "减 "))
    )

    def spell(value: Decimal, text: str) -> str:
        if text[:1] in ("增", "减"):
            return (plus if value > 0 else minus) + f"{abs(value):f}"
        return text

    _respell(sample, spell)


def letters_for_digits(sample: Sample, chance: random.Random) -> None:
    """O for 0 and l for 1, as recognition errs: not a figure any more."""
    rows = sample.rows(3)
    if rows is None:
        return
    for index in pick(chance, rows, 0.1):
        for at, cell in enumerate(rows[index]):
            spoilt = cell.text.replace("0", "O").replace("1", "l")
            if cell.cell and spoilt != cell.text and chance.random() < 0.4:
                rows[index][at] = change(cell, spoilt)
                sample.truth[cell.cell] = None
    sample.put_rows(3, rows)


def decimals(sample: Sample, chance: random.Random) -> None:
    """3.0 or 3.00 for 3, as spreadsheet programs export."""
    tail = chance.choice((".0", ".00"))
    _respell(
        sample, lambda v, text: f"{text}{tail}" if text.isdigit() and v == v.to_integral() else text
    )


def spelled_none(sample: Sample, chance: random.Random) -> None:
    """无 printed where 0 is meant."""
    _zeros(sample, chance, "无")


def digits_apart(sample: Sample, chance: random.Random) -> None:
    """1 2 for 12: the digits of some figures apart, their rows in doubt."""
    rows = sample.rows(3)
    if rows is None:
        return
    for row in rows:
        for at, cell in enumerate(row):
            if cell.cell and len(cell.text) > 1 and cell.text.isdigit() and chance.random() < 0.3:
                row[at] = change(cell, " ".join(cell.text))
                sample.doubtful.update(names_in(row))
    sample.put_rows(3, rows)


def _respell(sample: Sample, spell: Callable[[Decimal, str], str]) -> None:
    for number in TABLES:
        rows = sample.rows(number)
        if rows is None:
            continue
        for row in rows:
            for at, cell in enumerate(row):
                value = sample.truth.get(cell.cell) if cell.cell else None
                if value is not None and cell.text:
                    row[at] = change(cell, spell(value, cell.text))
        sample.put_rows(number, rows)


FIGURE_DAMAGE = (
    blanks,
    strokes,
    dropped_blanks,
    fused,
    units,
    amounts_in_yuan,
    thousands,
    full_width_figures,
    padded,
    signs,
    letters_for_digits,
    decimals,
    spelled_none,
    digits_apart,
)
