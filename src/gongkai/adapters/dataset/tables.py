"""The tables of the data set and what their columns mean (数据表与列): the schema is the code book."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What a column holds; ``category`` is a text that repeats."""

    TEXT = "text"
    CATEGORY = "category"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and what that means, in Chinese for the code book."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the data set; a row is one ``grain``."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the columns in order."""
        return [column.name for column in self.columns]


_PATH = Column("path", Kind.CATEGORY, "文件路径，与运行时给出的一致")
_REPORT = (
    _PATH,
    Column("report", Kind.WHOLE, "同一文件中的第几份报告，从 1 起；与 path 一起确定一份报告"),
    Column("body", Kind.CATEGORY, "编制机关，从报告中读出；未能判定的为空"),
    Column("year", Kind.WHOLE, "报告年度；未能判定的为空"),
)

DOCUMENTS = Table(
    "documents",
    "一个文件",
    (
        _PATH,
        Column("sha256", Kind.TEXT, "文件内容的 SHA-256；不能打开的为空"),
        Column("kind", Kind.CATEGORY, "按内容判定的文件种类：text、html、docx、pdf、xlsx、json"),
        Column("reports", Kind.WHOLE, "读出的报告份数；没有读出的为 0"),
        Column("problems", Kind.TEXT, "整个文件的读取提示编号，以空格分隔"),
        Column("message", Kind.TEXT, "第一条读取提示的全文"),
    ),
)
REPORTS = Table(
    "reports",
    "一份报告",
    (
        *_REPORT,
        Column("form", Kind.CATEGORY, "所用格式：2019 或 2021；未能判定的为空"),
        Column("mixed_form", Kind.TRUTH, "是否混用两种格式"),
        Column("title", Kind.TEXT, "报告标题"),
        Column("sections", Kind.TEXT, "有标题的部分，如 1 2 3 4 5 6"),
        Column("figures", Kind.WHOLE, "读出数值的单元格个数"),
        Column("restored", Kind.WHOLE, "按位置补回行名或列名的单元格个数"),
        Column("problems", Kind.TEXT, "这份报告的读取提示编号，以空格分隔"),
        Column("errors", Kind.WHOLE, "核查出的错误条数"),
        Column("warnings", Kind.WHOLE, "核查出的警告条数"),
        Column("notes", Kind.WHOLE, "核查出的提示条数"),
    ),
)
CELLS = Table(
    "cells",
    "一份报告表二、表三、表四的一个单元格",
    (
        *_REPORT,
        Column("form", Kind.CATEGORY, "所用格式：2019 或 2021"),
        Column("cell", Kind.CATEGORY, "单元格名称，按该格式"),
        Column(
            "comparable_as",
            Kind.CATEGORY,
            "跨格式可比的名称：两种格式中同名的行可以直接比较，几行同名的先相加；不可比的为空",
        ),
        Column("value", Kind.NUMBER, "印出的数值；没有印出数值的为空，不补零"),
        Column("raw", Kind.TEXT, "原样文字"),
        Column(
            "state",
            Kind.CATEGORY,
            "value 有数值，blank 空白，slash 斜线或短横，unreadable 无法辨认，absent 这份副本中没有",
        ),
        Column("line", Kind.WHOLE, "所在行，从 1 起；没有行号的文件为空"),
        Column("page", Kind.WHOLE, "所在页，从 1 起；没有页的文件为空"),
        Column("restored", Kind.TRUTH, "行名或列名是否按位置补回"),
        Column("confidence", Kind.NUMBER, "读取的把握，0 到 1"),
    ),
)
SENTENCES = Table(
    "sentences",
    "正文一个语句中的一个数",
    (
        *_REPORT,
        Column("line", Kind.WHOLE, "语句开头所在行，从 1 起"),
        Column("page", Kind.WHOLE, "语句开头所在页，从 1 起"),
        Column("sentence", Kind.TEXT, "语句原文，不含空格"),
        Column("figure", Kind.TEXT, "数及其单位，如 1.2万条"),
        Column("value", Kind.NUMBER, "数值，已按万、亿折算；百分数保留所印的数"),
        Column("unit", Kind.CATEGORY, "单位；% 为百分数"),
        Column(
            "hedge", Kind.CATEGORY, "余、约、近、以上等：over、about、nearly、at_least；没有的为空"
        ),
        Column("noun", Kind.CATEGORY, "所数的事物；unknown 为未能判定"),
        Column("verb", Kind.CATEGORY, "所说的动作，如 receive、conclude、publish"),
        Column("outcome", Kind.CATEGORY, "答复的类别，如 granted、refused"),
        Column("channel", Kind.CATEGORY, "渠道"),
        Column("applicant", Kind.CATEGORY, "申请人类别"),
        Column("time", Kind.CATEGORY, "所说的时间：this、last 或年份"),
        Column("change", Kind.CATEGORY, "增减：up、down、flat；不是增减的为空"),
        Column("is_part", Kind.TRUTH, "是否为前面某个数的一部分（其中）"),
        Column("is_plan", Kind.TRUTH, "是否为下一步打算中的数"),
    ),
)
FINDINGS = Table(
    "findings",
    "一条核查问题",
    (
        *_REPORT,
        Column("rule", Kind.CATEGORY, "规则编号"),
        Column("level", Kind.CATEGORY, "error 错误，warning 警告，note 提示"),
        Column("message", Kind.TEXT, "问题，一句话"),
        Column("expected", Kind.TEXT, "应为"),
        Column("actual", Kind.TEXT, "所印"),
        Column("cells", Kind.TEXT, "涉及的单元格名称，以空格分隔"),
        Column("line", Kind.WHOLE, "第一处证据所在行"),
        Column("quote", Kind.TEXT, "第一处证据的原文"),
        Column("basis", Kind.TEXT, "依据"),
        Column("fingerprint", Kind.TEXT, "问题的指纹：数字改了也不变，可用来接受和跟踪"),
        Column("caused_by", Kind.TEXT, "由哪个问题引起，填其指纹；不是连带的为空"),
    ),
)
TABLES = (DOCUMENTS, REPORTS, CELLS, SENTENCES, FINDINGS)
