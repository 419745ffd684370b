"""Write, damage, read: what is read equals what is printed, and nothing is ever made up.

Everything here asserts accuracy, never time. The seeds are fixed: a failure comes back.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers.read import read_file
from tests.damage.copies import Copy
from tests.damage.recipes import ALL_DAMAGE, clean_copy, damaged_copy
from tests.damage.sample import Operator
from tests.damage.score import Score, score_copy

pytestmark = pytest.mark.slow
CLEAN = [("text", 30), ("html", 20), ("docx", 6), ("xlsx", 4), ("pdf", 6)]
DAMAGED = [("text", 90), ("html", 40), ("docx", 6), ("xlsx", 4), ("pdf", 6)]
LEAST_RECALL = 0.97
LEAST_FULLY_RIGHT = 0.90


def read_copy(copy: Copy, folder: Path) -> Score:
    path = folder / copy.name
    path.write_bytes(copy.data)
    return score_copy(copy, read_file(path))


@pytest.mark.parametrize(("kind", "count"), CLEAN)
def test_clean_copies_are_read_without_a_fault(kind: str, count: int, tmp_path: Path) -> None:
    for seed in range(count):
        copy = clean_copy(seed, kind)
        assert read_copy(copy, tmp_path).faults == [], copy.recipe


@pytest.mark.parametrize(("kind", "count"), DAMAGED)
def test_damaged_copies_are_read_nearly_whole_and_never_made_up(
    kind: str, count: int, tmp_path: Path
) -> None:
    total = Score()
    for seed in range(count):
        total.add(read_copy(damaged_copy(seed, kind), tmp_path))
    assert total.invented == 0, [fault for fault in total.faults if "invented" in fault]
    assert total.recall >= LEAST_RECALL, total.faults
    assert total.fully_right >= LEAST_FULLY_RIGHT, total.faults


@pytest.mark.parametrize("operator", ALL_DAMAGE, ids=lambda operator: operator.__name__)
def test_one_kind_of_damage_alone_is_read_and_never_made_up(
    operator: Operator, tmp_path: Path
) -> None:
    total = Score()
    for seed in range(2000, 2004):
        total.add(read_copy(damaged_copy(seed, "text", [operator], most=1), tmp_path))
        total.add(read_copy(damaged_copy(seed, "html", [operator], most=1), tmp_path))
    assert total.invented == 0, [fault for fault in total.faults if "invented" in fault]
    assert total.recall >= LEAST_RECALL, total.faults


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seed=st.integers(10_000, 10_000_000), most=st.integers(1, 6))
def test_however_damaged_nothing_is_made_up(
    tmp_path_factory: pytest.TempPathFactory, seed: int, most: int
) -> None:
    copy = damaged_copy(seed, "text", most=most)
    score = read_copy(copy, tmp_path_factory.mktemp("copy"))
    assert score.invented == 0, (copy.recipe, score.faults)
