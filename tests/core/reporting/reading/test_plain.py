"""The short way of plain rows and complete tables comes to what the long way comes to."""

from collections.abc import Callable

import pytest

from gongkai.adapters.readers.encoding import decode
from gongkai.adapters.readers.text import lines_of
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import PrintedDocument
from gongkai.core.reporting.reading import entries, read_reports
from gongkai.core.reporting.reading.figures import kind_of
from gongkai.core.reporting.reading.pieces import Piece
from gongkai.core.reporting.reading.plain import plain_row
from tests.damage.copies import Copy
from tests.damage.recipes import clean_copy, damaged_copy

PLACE = Place(path="a.txt", line=1)


def read(copy: Copy) -> object:
    lines = lines_of(decode(copy.data).text, "a.txt")
    return read_reports(PrintedDocument("a.txt", tuple(lines)))


def nothing(*_arguments: object) -> None:
    """Never take the short way."""


@pytest.mark.parametrize("made", [clean_copy, damaged_copy], ids=["clean", "damaged"])
def test_both_ways_read_the_same(
    made: Callable[[int, str], Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = [made(seed, "text") for seed in range(300, 324)]
    short = [read(copy) for copy in copies]
    monkeypatch.setattr(entries, "plain_cells", nothing)
    monkeypatch.setattr(entries, "plain_row", nothing)
    for copy, found in zip(copies, short, strict=True):
        assert read(copy) == found, copy.recipe


@pytest.mark.parametrize(
    ("texts", "labels", "slots"),
    [
        ("规章 1 2 3", ["规章"], ["1", "2", "3"]),
        ("_ 规章 1 _ 3", ["规章"], ["1", "_", "3"]),
        (
            "三、本年度办理结果 _ （一）予以公开 / / /",
            ["三、本年度办理结果", "（一）予以公开"],
            ["/"] * 3,
        ),
        ("规章", ["规章"], []),
    ],
)
def test_a_plain_row(texts: str, labels: list[str], slots: list[str]) -> None:
    found = plain_row(pieces(texts), 2, 3, 4)
    assert found is not None
    assert [piece.text for piece in found[0].labels] == labels
    assert [piece.text or "_" for piece in found[0].slots] == slots


@pytest.mark.parametrize("texts", ["1 规章 2 3", "规章 1 2 3 4", "1 2 3", "规章 1 行政许可 2"])
def test_a_row_that_is_not_plain_is_left_to_the_long_way(texts: str) -> None:
    assert plain_row(pieces(texts), 2, 3, 4) is None


def test_labels_above_columns_make_no_row() -> None:
    assert plain_row(pieces("信息内容 本年制发件数 本年废止件数 现行有效件数"), 2, 3, 4) == []


def pieces(texts: str) -> list[Piece]:
    """Return a row of pieces; “_” stands for an empty one."""
    split = [text.strip("_") for text in texts.split()]
    return [Piece(text, kind_of(text), column, PLACE) for column, text in enumerate(split)]
