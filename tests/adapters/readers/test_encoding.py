import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers.encoding import decode

TEXT = "本机关2021年收到政府信息公开申请12件，予以公开8件。"
TRADITIONAL = "本機關2021年收到政府信息公開申請12件，予以公開8件。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_bytes_tell_the_encoding(encoding):
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_characters(encoding):
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_a_cut_character_is_counted_and_the_rest_is_read():
    decoded = decode(TEXT.encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.damaged == 1
    assert decoded.text.startswith(TEXT[:-1])


def test_a_cut_character_does_not_turn_gb_text_into_another_encoding():
    decoded = decode(TEXT.encode("gb18030") + b"\xb0")
    assert decoded.encoding == "gb18030"
    assert decoded.text.startswith(TEXT)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_some_text(data):
    assert decode(data).damaged >= 0
