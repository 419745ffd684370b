"""Placing rows in order, and only when it is clear where."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.reporting.reading.alignment import align

KNOWN, UNKNOWN = 10.0, 1.0


def scores(rows: list[int | None], width: int) -> list[list[float]]:
    """Score rows that name their target, or (None) could be any."""
    forbidden = -100.0
    return [
        [UNKNOWN if row is None else KNOWN if j == row else forbidden for j in range(width)]
        for row in rows
    ]


def costs(rows: list[int | None]) -> list[float]:
    return [-1.0 if row is None else -6.0 for row in rows]


def placed(rows: list[int | None], width: int) -> list[int | None]:
    _, placements = align(scores(rows, width), costs(rows))
    return [p.target if p.is_clear else None for p in placements]


def test_row_without_label_takes_the_only_free_place() -> None:
    assert placed([0, None, 2, 3], 4) == [0, 1, 2, 3]


def test_two_rows_without_label_fill_two_places() -> None:
    assert placed([0, None, None, 3], 4) == [0, 1, 2, 3]


def test_row_that_could_stand_in_two_places_is_not_placed() -> None:
    assert placed([0, None, 3], 4) == [0, None, 3]


def test_two_rows_for_one_place_are_not_placed() -> None:
    assert placed([0, None, None, 2], 3) == [0, None, None, 2]


def test_cut_table_leaves_a_row_without_label_unplaced() -> None:
    assert placed([0, 1, None], 6) == [0, 1, None]


def test_no_rows() -> None:
    assert align([], []) == (0.0, [])


@given(st.integers(1, 12), st.data())
def test_labels_lost_among_complete_rows_are_always_restored(
    width: int, data: st.DataObject
) -> None:
    lost = data.draw(st.sets(st.integers(0, width - 1)))
    rows = [None if index in lost else index for index in range(width)]
    assert placed(rows, width) == list(range(width))


@given(st.integers(2, 10), st.data())
def test_a_lost_row_never_makes_another_take_its_place(width: int, data: st.DataObject) -> None:
    absent = data.draw(st.integers(0, width - 1))
    lost = data.draw(st.sets(st.integers(0, width - 1)))
    truth = [index for index in range(width) if index != absent]
    got = placed([None if index in lost else index for index in truth], width)
    assert all(target in (None, index) for target, index in zip(got, truth, strict=True))
