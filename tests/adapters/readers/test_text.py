"""Bytes of a text file into numbered lines."""

import pytest

from gongkai.adapters.readers.text import read

TEXT = "一、总体情况\n\n规章\t0\t0\t0"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_is_found(encoding: str) -> None:
    document = read(TEXT.encode(encoding), "a.txt")
    assert [block.text for block in document.blocks] == ["一、总体情况", "", "规章\t0\t0\t0"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_an_editor_shows_them(end: str) -> None:
    document = read(TEXT.replace("\n", end).encode(), "a.txt")
    assert [block.place.line for block in document.blocks] == [1, 2, 3]
    assert {block.place.path for block in document.blocks} == {"a.txt"}


def test_traditional_text_in_big5() -> None:
    document = read("三、收到和處理政府信息公開申請情況".encode("big5"), "a.txt")
    assert document.blocks[0].text == "三、收到和處理政府信息公開申請情況"
