"""QR codes of many addresses (二维码): the same drawing as segno's, a hundred times as quick.

With a fixed mask and a fixed length every module of a QR code is a sum (modulo 2) of bits of the
message: the error correction is linear, mask and frame are constants. So the code of an address
is that of another one of the same length, changed by what each differing bit changes; segno is
asked once for each bit. Pages of a site differ in a few digits of their address.
"""

from __future__ import annotations

import functools
import io
import re

import segno

MASK = 3
LEVEL = "m"
BORDER = 2
DARK = re.compile("1+")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'


def svg(address: str) -> str:
    """Return the QR code of an address as an SVG picture without a size of its own."""
    message = address.encode()
    first = _first(message)
    modules = _modules(first)
    for position, (one, other) in enumerate(zip(first, message, strict=True)):
        changed = one ^ other
        while changed:
            bit = changed & -changed
            modules ^= _change(first, position, bit)
            changed ^= bit
    return _drawn(modules, _size(first))


_firsts: dict[int, bytes] = {}


def _first(message: bytes) -> bytes:
    """Return the first message that was met of the same length: the others are told from it."""
    return _firsts.setdefault(len(message), message)


@functools.cache
def _made(message: bytes) -> tuple[int, int]:
    """Return the modules of a message, row by row as one number, and how many a row has."""
    matrix = segno.make(message, error=LEVEL, mask=MASK, mode="byte", micro=False).matrix
    digits = "".join("".join(map(str, row)) for row in matrix)
    return int(digits, 2), len(matrix)


def _modules(message: bytes) -> int:
    return _made(message)[0]


def _size(message: bytes) -> int:
    return _made(message)[1]


@functools.cache
def _change(first: bytes, position: int, bit: int) -> int:
    """Return which modules change with one bit of the message."""
    other = bytearray(first)
    other[position] ^= bit
    return _modules(first) ^ _modules(bytes(other))


def _drawn(modules: int, size: int) -> str:
    """Draw the dark modules as one path of horizontal strokes, from where the pen is to the next."""
    rows = format(modules, f"0{size * size}b")
    strokes = [f"M{BORDER} {BORDER}.5"]
    pen, down = 0, 0
    for y in range(size):
        start = y * size
        for run in DARK.finditer(rows, start, start + size):
            x, end = run.start() - start, run.end() - start
            strokes.append(f"m{x - pen} {y - down}h{end - x}")
            pen, down = end, y
    side = size + 2 * BORDER
    # The corner is always dark, so the first stroke begins where the pen is put down.
    path = "".join(strokes).replace("m0 0", "", 1)
    return (
        f'{HEAD} viewBox="0 0 {side} {side}" class="segno"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path class="qrline" stroke="#000" d="{path}"/></svg>'
    )


def plain(address: str) -> str:
    """Return the same picture straight from segno, to compare with."""
    out = io.BytesIO()
    made = segno.make(address.encode(), error=LEVEL, mask=MASK, mode="byte", micro=False)
    made.save(
        out, kind="svg", border=BORDER, xmldecl=False, svgns=True, omitsize=True, light="#fff"
    )
    return out.getvalue().decode().strip()
