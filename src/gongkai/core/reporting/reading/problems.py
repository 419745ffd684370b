"""Problems of reading (读取问题): what was met, where, what would help. Codes R-30 and up.

R-01 to R-29 belong to the readers of files (``gongkai.adapters.readers``).
"""

from __future__ import annotations

import enum

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import Problem

TABLES = {
    2: "表二（主动公开政府信息情况）",
    3: "表三（收到和处理政府信息公开申请情况）",
    4: "表四（行政复议、行政诉讼情况）",
}


class Met(enum.Enum):
    """Everything that reading can meet: its code and its sentence."""

    NO_REPORT = (
        "R-30",
        "没有找到政府信息公开工作年度报告：既没有报告的标题和各部分，也没有表二至表四。请核对文件。",
    )
    EMPTY_FORM = (
        "R-31",
        "这是空白的报告格式，表中没有填任何数据，不作为一份报告读取。请提供填好的报告。",
    )
    TABLE_MISSING = ("R-32", "没有读到{table}。请核对原文件中该表是否存在、是否为图片。")
    TABLE_CUT = ("R-33", "{table}缺 {count} 行：{rows}。请核对原文件，或提供完整的一份。")
    ROW_UNPLACED = (
        "R-34",
        "{table}有一行数据不能确定属于哪一行：“{quote}”，没有取用。请补上行名。",
    )
    COLUMNS_UNPLACED = (
        "R-35",
        "{table}“{row}”一行的数据与各栏对不上：“{quote}”，没有取用。请核对该行的栏数。",
    )
    CELL_UNREADABLE = (
        "R-36",
        "{table}“{row}”一行“{column}”栏的内容读不成数：“{quote}”。请核对原文件。",
    )
    RESTORED = ("R-37", "{table}有 {count} 行的行名缺失，按前后次序确定：{rows}。请核对。")
    FUSED = ("R-38", "{table}“{row}”一行的数字连在一起（“{quote}”），按栏数和合计拆开。请核对。")
    MIXED_FORM = (
        "R-39",
        "报告混用了两种格式：表二为 {two} 年格式，表三为 {three} 年格式；按 {form} 年格式列出，另一种格式独有的数据没有列入。",
    )
    FORM_UNKNOWN = ("R-40", "没有读到能区分格式的表，不能确定这份报告用的是哪一种格式。")
    BODY_UNKNOWN = ("R-41", "没有找到报告的编制机关。请核对标题和落款。")
    BODY_DIFFERS = (
        "R-42",
        "标题中的机关“{title}”与{other}中的机关“{name}”不同，取标题中的名称。请核对。",
    )
    YEAR_UNKNOWN = ("R-43", "没有找到报告的年度。请核对标题。")
    YEAR_DIFFERS = (
        "R-44",
        "标题中的年度 {title} 与数据统计期限的年度 {name} 不同，取标题中的年度。请核对。",
    )
    EXTRA_ROW = ("R-45", "{table}有一行不是格式规定的内容：“{quote}”，没有取用。")
    TABLE_UNPLACED = (
        "R-46",
        "{table}的数据不能确定各自的位置（{quote}），整表没有取用。请提供保留表格线或制表符的版本。",
    )
    TOO_MANY_ROWS = ("R-48", "文件超过 {count} 行，只读了前面的部分。请拆分后再读取。")
    TABLE_TOO_LONG = ("R-47", "{table}有 {count} 行，远多于格式规定，整表没有取用。请核对文件。")

    @property
    def code(self) -> str:
        """Return the number, as in ``R-34``."""
        return str(self.value[0])


def problem(met: Met, place: Place | None = None, *, table: int = 0, **details: object) -> Problem:
    """Return the problem with its sentence filled in."""
    sentence = str(met.value[1]).format(table=TABLES.get(table, ""), **details)
    return Problem(met.code, sentence, place)
