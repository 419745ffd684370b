"""From bytes to text (文字编码): by what the bytes are, not by what the file declares."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from gongkai.adapters.readers.unreadable import Refusal
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import Problem

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Frequent characters of Chinese official writing, in both scripts: the right decoding has many of
# them, a wrong one (GB bytes read as Big5 or the reverse) has nearly none.
FREQUENT = (
    "的一是不了在人有我他这中大来上个国年月日政府信息公开情况申请行政机关工作数量办理结果主动"
    "這個國開況請關數辦動總計合计总第条條件项項及其和与與市县縣区區镇鎮"
)
FREQUENT_RUN = re.compile(f"[{FREQUENT}]+")
FAMILIAR_RUN = re.compile(f"[ -~\\r\\n\\t{FREQUENT}]+")
SAMPLE = 4_000
# Where that share of the first characters is frequent, no other encoding needs to be tried.
SHORT_SAMPLE = 400
PLAINLY_CHINESE = 0.15
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that was found, and how many spots could not be decoded."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """Decode ``data`` as UTF-8, GB 18030, Big5, UTF-16 or UTF-32, whichever it really is.

    Nothing is raised: what fits no encoding is decoded with replacement characters, counted in
    ``damaged``.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if b"\0" in data[:SAMPLE]:
        wide = _wide(data)
        if wide is not None:
            return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _multibyte(data)


def damage(decoded: Decoded, path: str) -> tuple[Problem, ...]:
    """Return the problem that says how many spots could not be decoded, when there are any."""
    if not decoded.damaged:
        return ()
    refusal = Refusal.DAMAGED_TEXT
    return (Problem(refusal.code, refusal.sentence(str(decoded.damaged)), Place(path)),)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\N{REPLACEMENT CHARACTER}"))


def _wide(data: bytes) -> Decoded | None:
    even = data[: len(data) // 2 * 2]
    best = max(
        (_lenient(even, encoding) for encoding in ("utf-16-le", "utf-16-be")),
        key=lambda decoded: _familiar(decoded.text),
    )
    return best if _familiar(best.text) >= 0.1 and best.damaged * 20 <= len(best.text) else None


def _multibyte(data: bytes) -> Decoded:
    usual = _lenient(data, "gb18030")
    if not usual.damaged and _frequent(usual, SHORT_SAMPLE) >= PLAINLY_CHINESE:
        return usual
    candidates = [usual, *(_lenient(data, encoding) for encoding in ("big5hkscs", "utf-8"))]
    return max(candidates, key=lambda decoded: (_frequent(decoded), -decoded.damaged))


def _frequent(decoded: Decoded, size: int = SAMPLE) -> float:
    """Return the share of frequent characters among the non-ASCII ones, less what is damaged."""
    sample = "".join(NOT_ASCII.findall(decoded.text[: 10 * size]))[:size]
    good = len(sample) - len(FREQUENT_RUN.sub("", sample))
    return (good - 2 * sample.count("\N{REPLACEMENT CHARACTER}")) / (len(sample) or 1)


def _familiar(text: str) -> float:
    """Return the share of printable ASCII, line ends and frequent ideographs."""
    sample = text[:SAMPLE]
    good = len(sample) - len(FAMILIAR_RUN.sub("", sample))
    return good / (len(sample) or 1)
