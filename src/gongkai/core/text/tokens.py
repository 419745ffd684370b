"""The lexer of the sentence grammar: numbers, dates, marks and the words of lexicon.yaml, with spans."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.core.text.lexicon import finder, words
from gongkai.core.text.numerals import Quantity, quantity

COUNT_UNITS = [
    "人次",
    "件次",
    "场次",
    "批次",
    "家次",
    "条次",
    "件",
    "条",
    "起",
    "宗",
    "份",
    "例",
    "篇",
    "期",
    "场",
    "次",
    "项",
    "个",
    "部",
    "户",
    "家",
    "名",
    "人",
    "张",
    "本",
    "册",
    "幅",
    "则",
    "批",
    "笔",
    "封",
    "通",
    "类",
    "种",
    "处",
    "台",
    "套",
    "辆",
    "卷",
    "支",
    "幢",
    "座",
    "所",
    "村",
    "组",
    "块",
    "对",
    "位",
    "枚",
    "款",
    "集",
    "讲",
    "轮",
    "趟",
    "组",
    "步",
    "环",
    "点",
    "把",
    "棵",
    "株",
    "头",
    "只",
]
MONEY_UNITS = ("元", "美元")
OTHER_UNITS = [
    "个百分点",
    "百分点",
    "个工作日",
    "工作日",
    "个小时",
    "个月",
    "个季度",
    "个学时",
    "个课时",
    "个周",
    "个字",
    "小时",
    "分钟",
    "学时",
    "课时",
    "周年",
    "季度",
    "个点",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "千瓦",
    "千克",
    "公斤",
    "公顷",
    "亩",
    "吨",
    "米",
    "度",
    "倍",
    "届",
    "级",
    "岁",
    "页",
    "字",
    "字节",
    "月",
    "日",
    "天",
    "号",
    "时",
    "分",
    "秒",
    "周",
    "年",
    "折",
    "层",
    "楼",
    "室",
    "路",
    "版",
    "代",
]
# A longer run of digits is an account, a telephone or rubbish, not a count.
LONGEST_NUMBER = 30
_CHINESE = "一二两三四五六七八九十百千万〇零廿卅"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = "|".join(
    sorted({*COUNT_UNITS, *MONEY_UNITS, *OTHER_UNITS, "%", "‰"}, key=len, reverse=True)
)
_NOT_A_UNIT = "(?!门|署|年度|限|务|标|目|条例|民|性|常|大会|大代表|法|期工|员|才|群|事|工作|开|别|析|管|享|享受|类别|局|镇|乡|县|村民)"
_SHORT_UNITS = r"件(?!事)|条(?!龙|例)|起|宗|份|例(?!会)|篇|期|场|人次|次(?!性)|项(?!目)|名"
_NUMBER = (
    rf"(?<![\d.A-Za-z_-])(?P<digits>{_FIGURE})(?P<more>[余多])?(?P<power>[百千]?[万亿]|[百千](?=[余多个件条人]))?"
    rf"(?P<more2>[余多])?(?P<unit>(?:{_UNITS}){_NOT_A_UNIT})?(?P<over>及?以上|左右|上下)?"
    rf"|百分之(?P<percent>[{_CHINESE}]+(?:点[{_CHINESE}]+)?|\d+(?:\.\d+)?)"
    rf"|(?<![第每任同某统唯之逐单有])(?P<chinese>[{_CHINESE}]+)(?P<more3>[余多])?(?P<unit2>{_SHORT_UNITS})"
    r"|(?P<tenths>[一二三四五六七八九])成(?=[,。;；以左的])"
)
_TO = "(?:至|-|—|~|－|–|到)"
_DATE = (
    rf"(?P<years>\d{{4}}年?度?{_TO}\d{{4}}年度?(?!\d{{1,2}}月))|"
    rf"(?P<year>\d{{4}})年(?:度|全年|0?1月?份?{_TO}12月(?:份|底|末)?|0?1月0?1日起?{_TO}(?:\d{{4}}年)?12月31日)?(?:期间)?(?!\d{{1,2}}月)"
    rf"|(?:\d{{4}}年)?(?P<month>\d{{1,2}})(?:月份?)?(?:\d{{1,2}}日)?{_TO}(?:\d{{4}}年)?(?P<until>\d{{1,2}})月份?(?:\d{{1,2}}日)?"
    r"|(?:\d{4}年)?(?P<day>\d{1,2})月份?(?:\d{1,2}日)?"
)
_MARK = r"[,。；：、（）！？;\n]"
_QUOTED = r"《[^》]*》|“[^”]{0,60}”|‘[^’]{0,60}’|\"[^\"]{0,60}\"|【[^】]*】"
_SKIPPED = (
    r"〔\d{4}〕(?:第?\d+号)?|\[\d{4}\]第?\d+号|第(?![一二三四]季度)[\d"
    + _CHINESE
    + r"]+[条款项号次届季期批版章部名位轮类个]?(?!方)"
    r"|https?[:：]//[^\s,。；）]+|[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+|www\.[A-Za-z0-9./_-]+|\d{3,4}[-—]\d{6,8}|\d+(?:-\d+){1,}"
    r"|[A-Za-z][A-Za-z0-9._/-]*|\d{1,2}：\d{2}"
)
_FIRST = r"(?=[\dA-Za-z,。；：、（）！？;《“‘\"【〔\[第相较比与同对百" + _CHINESE + r"])"
_BASE_YEAR = (
    r"(?:相较于?|相比于?|较之?|比|与|同|对比)(?P<base_year>\d{4})年度?(?:全年|同期)?(?:相比)?"
)
_OVER = {
    None: "", "左右": "about", "上下": "about", "以上": "at_least", "及以上": "at_least",
}  # fmt: skip
_SYMBOL = re.compile(
    f"{_FIRST}(?:(?P<mark>{_MARK})|(?P<date>{_DATE})|(?P<base>{_BASE_YEAR})"
    f"|(?P<quoted>{_QUOTED})|(?P<skipped>{_SKIPPED})|(?P<number>{_NUMBER}))"
)


class Token(NamedTuple):
    """A stretch of text the grammar knows: a word (kind and key), a number or a mark."""

    kind: str
    key: str
    start: int
    end: int
    quantity: Quantity | None = None
    unit: str = ""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]``; text no token covers is unknown to the grammar."""
    stop = len(text) if end is None else end
    find, named = finder()
    new, cls = tuple.__new__, Token
    found: list[Token] = []
    add = found.append
    position = start
    for match in _SYMBOL.finditer(text, start, stop):
        begin, after = match.span()
        if begin > position:
            for first, last, word in find(text[position:begin]):
                kind, key = named[word]
                add(new(cls, (kind, key, position + first, position + last, None, "")))
        group = match.lastgroup
        if group == "mark":
            add(new(cls, ("mark", text[begin], begin, after, None, "")))
        else:
            add(_symbol(match, group))
        position = after
    for first, last, word in find(text[position:stop]) if stop > position else ():
        kind, key = named[word]
        add(new(cls, (kind, key, position + first, position + last, None, "")))
    return found


def _symbol(match: re.Match[str], group: str | None) -> Token:
    if group == "number" and match.end() - match.start() <= LONGEST_NUMBER:
        return _number(match)
    if group == "date":
        return _date(match)
    if group == "base":
        return Token("base", match["base_year"], match.start(), match.end())
    named = words().get(match[0][1:-1], ("", ""))
    if group == "quoted" and named[0] == "outcome":
        # 答复“予以公开”5件: the form's own word, set in quotation marks
        return Token("outcome", named[1], match.start(), match.end())
    return Token("quoted", "", match.start(), match.end())


def _date(match: re.Match[str]) -> Token:
    if match["years"]:
        return Token("time", "partial", match.start(), match.end())
    year = match["year"]
    if year:
        key = year if not match[0].endswith("期间") else "partial"
        return Token("year", key, match.start(), match.end())
    if match["until"] is None:
        return Token("day", match["day"], match.start(), match.end())
    whole = (int(match["month"]), int(match["until"])) == (1, 12)
    return Token("time", "this" if whole else "partial", match.start(), match.end())


_PARTS = tuple(
    _SYMBOL.groupindex[name]
    for name in ("digits", "unit", "chinese", "unit2", "more", "more2", "more3", "over", "power")
)


def _number(match: re.Match[str]) -> Token:
    digits, unit, chinese, unit2, more, more2, more3, over, power = match.group(*_PARTS)
    start, end = match.span()
    if digits is None and chinese is None:
        return Token("number", "", start, end, _share(match), "%")
    unit = unit or unit2 or ""
    bound = "over" if more or more2 or more3 else _OVER[over]
    found = quantity(digits or chinese, power=power or "", bound=bound, percent=unit in ("%", "‰"))
    return Token("number", "", start, end, found, unit)


def _share(match: re.Match[str]) -> Quantity:
    """Return 百分之三十, or 三成, which is no more exact than a tenth."""
    if match["percent"]:
        return quantity(match["percent"], percent=True)
    tenths = quantity(match["tenths"], power="十", percent=True)
    return Quantity(tenths.value, tenths.unit_of_last_digit, "about", percent=True)
