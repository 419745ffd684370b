"""Where a text repeats itself: no line with a doubled word may be passed over."""

import re

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.text.repeats import repeating_lines

STUTTER = re.compile(r"(.{2,6})\1|(.)\2\2")


def test_a_doubled_word_is_found_on_its_line() -> None:
    assert repeating_lines("公开\n为方便方便群众\n\n县县县直", 6) == {1, 3}


def test_a_word_again_further_on_is_no_repetition() -> None:
    assert repeating_lines("主动公开政府信息，依法公开", 6) == set()


@given(st.lists(st.text("公开信息1 　𠮷", max_size=24), max_size=6))
def test_no_line_with_a_repetition_is_left_out(lines: list[str]) -> None:
    named = repeating_lines("\n".join(lines), 6)
    assert {number for number, line in enumerate(lines) if STUTTER.search(line)} <= named
