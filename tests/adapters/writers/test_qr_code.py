"""The quick way to a QR code gives what segno gives."""

import pytest

from gongkai.adapters.writers import qr_code


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/items/000/1.html",
        "http://127.0.0.1:8000/items/000/9.html",
        "https://www.qinghe.example/items/012/12345.html",
        "https://www.qinghe.example/items/099/99999.html",
        "https://www.qinghe.example/items/012/12345-edition-2.html",
        "https://青禾.example/items/000/7.html",
        "HTTPS://WWW.QINGHE.EXAMPLE/ITEMS/012/12345.HTML",
        "1234567890",
    ],
)
def test_the_picture_is_segnos_own(address):
    assert qr_code.svg(address) == qr_code.plain(address)


def test_many_addresses_of_one_length_are_all_right():
    for number in range(100_000, 1_000_000, 30_011):
        address = f"https://www.qinghe.example/items/{number // 1000}/{number}.html"
        assert qr_code.svg(address) == qr_code.plain(address)
