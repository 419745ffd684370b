"""The code book (数据说明) of the data set, made from the tables themselves."""

from __future__ import annotations

from gongkai.adapters.dataset.tables import TABLES, Kind, Table

KINDS = {
    Kind.TEXT: "文字",
    Kind.CATEGORY: "类别",
    Kind.WHOLE: "整数",
    Kind.NUMBER: "数",
    Kind.TRUTH: "是否",
}
HEAD = """# 数据说明

本数据集由 `gongkai dataset` 从政府信息公开工作年度报告中读出，并附核查结果。每一行的数都来自报告原文：
没有印出的不补，空白不当作零，补回行名的都有标记。各表以 path（文件）和 report（文件中第几份）相连。

跨年份比较请用 cells 表的 comparable_as：2019 年格式与 2021 年格式中意思相同的行同名，一种格式分列几行的，
相加后与另一种格式比较；comparable_as 为空的，两种格式之间不可比。
"""


def codebook() -> str:
    """Return the code book as Markdown."""
    return "\n".join([HEAD, *(_described(table) for table in TABLES)])


def _described(table: Table) -> str:
    rows = [f"| {one.name} | {KINDS[one.kind]} | {one.meaning} |" for one in table.columns]
    return "\n".join(
        [
            f"## {table.name}",
            "",
            f"一行是{table.grain}。",
            "",
            "| 列 | 种类 | 含义 |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
