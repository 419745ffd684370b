"""A sample of the fuzzer: mutated files neither crash the reader nor make it invent a figure.

The full run is ``python -m benchmarks fuzz 100000``.
"""

from pathlib import Path

import pytest

from benchmarks.fuzz import fuzz

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("start", [0, 100])
def test_mutants_neither_crash_nor_hang_nor_make_up_figures(start: int, tmp_path: Path) -> None:
    tally = fuzz(range(start, start + 60), tmp_path)
    assert (tally.crashed, tally.hung, tally.invented) == ([], [], [])
    assert tally.read > 0
