"""Whose report it is and of which year (编制机关与年度): title, signature, preface, mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.reporting.reading.pieces import JUNK, Row
from gongkai.core.text.normalize import squeeze

LONGEST_TITLE = 70
HAN_DIGITS = dict(zip("〇零○O0一二三四五六七八九", "00000123456789", strict=True))
YEAR = r"(?P<year>20\d\d|二[〇零○O0][〇零○O0一二三四五六七八九]{2})"
SUBJECT = r"(?:政府信息与?政务公开|政府信息公开|政务信息公开|政务公开|信息公开)"
REPORT = rf"{SUBJECT}(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
TITLE = re.compile(rf"^(?P<before>.*?){YEAR}年?度?(?P<between>[^0-9]*?){REPORT}(?P<after>.*)$")
TITLE_YEAR_LAST = re.compile(rf"^(?P<before>.*?){REPORT}[(（—-]*{YEAR}年?度?[)）]?$")
TITLE_YEAR_INSIDE = re.compile(
    rf"^(?P<before>.*?){SUBJECT}(?:工作)?{YEAR}年?度?(?:工作)?(?:报告|年报)$"
)
YEAR_ALONE = re.compile(rf"[(（]?{YEAR}年?度?[)）]?")
TRIGGER = re.compile(r"(?:年度|工作|公开|情况)的?报告|年报|度报告")
NOT_A_TITLE = re.compile(
    r"《|》|通知|格式|上一篇|下一篇|关于印发|如下|根据|按照|依据|现将|>|»|相关|附件|下载|编制|发布时间|。|，|,"
)
FURNITURE = re.compile(
    r"^(?:字号:?|大中小|\[大\]|\[中\]|\[小\]|打印本?页?|关闭(?:窗口)?|首页|收藏|分享|视力保护色:?|"
    r"第\d+页|-\d+-|索引号:?[\d/-]{0,30}|【[^】]{1,10}】|标题:?|名称:?|正文|[#*|:：\s]+)"
)
ORGAN = (
    r"(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|镇政府|乡政府|县政府|市政府|区政府|办公室|办公厅|街道办事处|办事处|"
    r"委员会|管委会|监督管理局|管理局|[局委厅办会院所站处]|中心|公司|学校|大队|支队|街道|开发区)"
)
ORGAN_LINE = re.compile(rf"[\u4e00-\u9fff()（）·、]{{2,38}}{ORGAN}")
MENTION = re.compile(
    r"(?:^|[,。;:、《“”》()0-9年])(?:依托|通过|根据|按照|由|在|向|与|及|和|以|经|请|为|对|印发|制定|本)*"
    r"([\u4e00-\u9fff]{2,10}?(?:省|市|县|区|旗|盟|州|镇|乡|街道)[\u4e00-\u9fff]{0,12}?"
    r"(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|委员会|街道办事处|[\u4e00-\u9fff]{2,8}局))"
)
PERIOD = re.compile(r"(20\d\d)年1月1日.{0,8}?(?:至|到|-|起|~).{0,3}?(?:20\d\d年)?12月31日")
SIGNED = re.compile(
    rf"{YEAR}年(?P<month>[\d一二三四五六七八九十]{{1,3}})月(?P<day>[\d一二三四五六七八九十]{{1,3}})日"
)
ANY_YEAR = re.compile(r"(20\d\d)年")
TRAILING_WORDS = re.compile(r"(?:文件|年度|的|关于)+$")
LEADING_WORDS = re.compile(r"^(?:关于|中共|本年度|年度|年)+")


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title as found: the rows it stands on, the body and the year it names."""

    start: int
    end: int
    text: str
    body: str | None
    year: int | None


def year_of(text: str) -> int:
    """Return the year written in Arabic or Chinese digits."""
    return int("".join(HAN_DIGITS.get(character, character) for character in text))


def title_at(rows: Sequence[Row], index: int) -> Title | None:
    """Return the title that ends on this row, joined with the lines above it when it is broken."""
    own = _line(rows[index])
    if not own or len(own) > LONGEST_TITLE or not TRIGGER.search(own) or NOT_A_TITLE.search(own):
        return None
    best: Title | None = None
    text, start, above = own + _year_below(rows, index), index, index
    for _ in range(4):
        found = _parse(text, start, index)
        if found is not None and (best is None or (best.body is None and found.body)):
            best = found
        if best is not None and best.body:
            break
        above = _line_above(rows, above)
        if above < 0:
            break
        line = _line(rows[above])
        if not line or len(line) > 40 or NOT_A_TITLE.search(line) or line[-1] in ":;。":
            break
        text, start = line + text, above
    return best


def _year_below(rows: Sequence[Row], index: int) -> str:
    """Return “（2023年度）” when it stands alone on the next line."""
    below = next((row for row in rows[index + 1 : index + 3] if not row.empty), None)
    line = _line(below) if below is not None else ""
    return line if YEAR_ALONE.fullmatch(line) else ""


def _line_above(rows: Sequence[Row], index: int) -> int:
    """Return the index of the nearest row above that is not empty, or -1."""
    above = index - 1
    while above >= 0 and rows[above].empty and index - above < 4:
        above -= 1
    return above if above >= 0 and not rows[above].empty else -1


def _line(row: Row) -> str:
    """Return a short line standing alone, squeezed and without page furniture; else an empty text."""
    if row.empty or (row.prose and len(row.text) > LONGEST_TITLE * 2):
        return ""
    alone = row.alone
    text = alone.text if alone is not None else "".join(piece.text for piece in row.pieces)
    if len(text) > LONGEST_TITLE * 2:
        return ""
    return strip_furniture(squeeze(JUNK.sub("", text)))


def strip_furniture(text: str) -> str:
    """Take page furniture off the front of a line: 大中小东阿县… is 东阿县…."""
    while True:
        found = FURNITURE.match(text)
        if found is None or not found[0]:
            return text
        text = text[found.end() :]


def _parse(text: str, start: int, end: int) -> Title | None:
    found = TITLE.match(text)
    if found is not None:
        body = found["before"] if len(found["before"]) > 2 else found["between"]
        return Title(start, end, text, clean_body(body), year_of(found["year"]))
    found = TITLE_YEAR_LAST.match(text) or TITLE_YEAR_INSIDE.match(text)
    if found is not None:
        return Title(start, end, text, clean_body(found["before"]), year_of(found["year"]))
    return None


def clean_body(text: str) -> str | None:
    """Return the name of the body without what stands around it, or None when none is left."""
    name = LEADING_WORDS.sub("", strip_furniture(text)).strip("-—_:()[]【】·")
    name = TRAILING_WORDS.sub("", name)
    return name if len(name) >= 3 and re.search(r"[\u4e00-\u9fff]{2}", name) else None


def body_key(name: str) -> str:
    """Return what two spellings of one body have in common."""
    return name.replace("人民政府", "政府")


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature under a report: the body and the day, as far as they are printed."""

    body: str | None
    year: int | None


def signature_of(lines: Sequence[str]) -> Signature:
    """Find the signing body and the year of signing in the last lines of a report."""
    body = year = None
    for line in reversed([squeeze(text) for text in lines if text.strip()][-8:]):
        if len(line) > 45:
            continue
        signed = SIGNED.search(line)
        if signed is not None and year is None:
            year = year_of(signed["year"])
            line = line[: signed.start()]
        if body is None and ORGAN_LINE.fullmatch(line):
            body = line
    return Signature(body, year)


def full_name(name: str, text: str) -> str:
    """Return the fuller spelling of a body's name when the text uses it: 县政府 is 县人民政府."""
    fuller = re.sub(r"(?<!人民)政府", "人民政府", name)
    return fuller if fuller in text else name


def mentioned_body(text: str) -> str | None:
    """Return the body that the report's text names most often."""
    counted = Counter(MENTION.findall(squeeze(text)[:20_000]))
    return counted.most_common(1)[0][0] if counted else None


def period_year(text: str) -> int | None:
    """Return the year of the period the report says its figures are of."""
    found = PERIOD.search(text)
    return int(found[1]) if found is not None else None


def mentioned_year(text: str) -> int | None:
    """Return the year named most often."""
    counted = Counter(ANY_YEAR.findall(text))
    return int(counted.most_common(1)[0][0]) if counted else None
