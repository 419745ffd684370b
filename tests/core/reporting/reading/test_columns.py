"""Giving pieces to columns: only what is certain."""

import random

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.reading.columns import Template, spread
from gongkai.core.reporting.reading.figures import kind_of
from gongkai.core.reporting.reading.pieces import Piece

PLACE = Place(path="a.txt", line=1)


def pieces(*texts: str, first: int = 1) -> list[Piece]:
    """Return the pieces after a label that stands at index 0."""
    return [Piece(text, kind_of(text), first + index, PLACE) for index, text in enumerate(texts)]


def texts(slots: list[Piece], count: int, width: int, template: Template) -> list[str] | None:
    found = spread(slots, count, width, template)
    return None if found is None else [slot.text for slot in found.slots]


def learned(*, first: int = 1, width: int = 8) -> Template:
    template = Template()
    template.learn(pieces(*"3100004", first=first), 7, width)
    return template


def test_full_row_needs_no_neighbours() -> None:
    assert texts(pieces(*"3000003"), 7, 8, Template()) == list("3000003")


def test_empty_cells_keep_their_place_when_the_total_stands() -> None:
    row = pieces("3", "", "", "", "1", "", "4")
    assert texts(row, 7, 8, learned()) == ["3", "", "", "", "1", "", "4"]


def test_label_that_pushed_out_a_column_leaves_a_lone_total_in_its_place() -> None:
    row = pieces("", "", "", "", "", "2", first=2)
    assert texts(row, 7, 8, learned()) == ["", "", "", "", "", "", "2"]


def test_row_with_a_cell_too_few_is_not_placed() -> None:
    assert texts(pieces(*"300003"), 7, 7, learned()) is None


def test_figures_that_may_have_moved_left_are_not_placed() -> None:
    assert texts(pieces("3", "3", "", "", "", "", ""), 7, 8, learned()) is None


def test_missing_total_is_left_empty_when_nothing_can_have_moved() -> None:
    row = pieces("3", "1", "0", "0", "0", "0", "")
    assert texts(row, 7, 8, learned()) == ["3", "1", "0", "0", "0", "0", ""]


def test_digits_run_together_are_split_when_one_way_fits() -> None:
    row = pieces("1300000", "13")
    found = spread(row, 7, 3, Template())
    assert found is not None
    assert [slot.text for slot in found.slots] == ["13", "0", "0", "0", "0", "0", "13"]
    assert found.confidence < 1


def test_digits_run_together_are_left_when_two_ways_fit() -> None:
    assert texts(pieces("1100000", "11"), 7, 3, Template()) is None


def test_spoilt_cell_is_never_two_figures() -> None:
    row = pieces("0", "0", "0 0", "0", "0", "#REF!", "0")
    assert texts(row, 7, 8, Template()) == ["0", "0", "0 0", "0", "0", "#REF!", "0"]


@given(st.integers(0, 10_000))
def test_cells_left_out_never_move_a_figure(seed: int) -> None:
    chance = random.Random(seed)
    figures = [str(chance.choice((0, 0, 0, 1, 2, 13))) for _ in range(6)]
    row = [*figures, str(sum(map(int, figures)))]
    zeros = [k for k in range(6) if row[k] == "0"]
    lost = set(chance.sample(zeros, chance.randint(0, len(zeros))))
    left = [text for k, text in enumerate(row) if k not in lost]
    padded = left + [""] * (7 - len(left)) if chance.random() < 0.5 else left
    found = texts(pieces(*padded), 7, len(padded) + 1, learned())
    if found is not None:
        assert all(text in ("", row[k]) for k, text in enumerate(found))
