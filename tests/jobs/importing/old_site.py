"""An old site as a county hands it over: a table, pages in GB 18030, Word texts, attachments."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from pathlib import Path

import docx


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\xff"))
    + _chunk(b"IEND", b"")
)
HEADINGS = (
    "编号",
    "标题",
    "发布日期",
    "发布机构",
    "类型",
    "栏目",
    "页面文件",
    "文号",
    "成文日期",
    "附件",
    "文件状态",
    "解读文件",
    "网址",
)
MAPPING = """
source: 旧门户
fields:
  key: 编号
  title: 标题
  published_at: 发布日期
  body: {column: 发布机构, values: {县府办: body-2}}
  kind: {column: 类型, values: {文件: policy_document, 公告: announcement, 解读: interpretation}}
  column: {column: 栏目, values: {通知: notices, 文件库: A20-01-county, 解读: interpretation}}
  text_file: 页面文件
  document_number: 文号
  written_on: 成文日期
  attachments: 附件
  validity: 文件状态
  address: 网址
own: {}
relations: {interprets: 解读文件}
select: ["#zoom"]
"""
ROWS = (
    ("101", "关于夏季供水安排的公告", "2019-06-01", "县府办", "公告", "通知", "html/101.html", "", "", "files/供水表.txt", "", "", "http://www.old.example/art/101.html"),
    ("102", "关于印发供水办法的通知", "2020年3月5日", "县府办", "文件", "文件库", "html/102.htm", "青政发〔2020〕8号", "2020/3/1", "", "失效", "", "/art/102.html"),
    ("103", "供水办法解读", "2020/3/5 10:30", "县府办", "解读", "解读", "html/103.docx", "", "", "", "", "102", ""),
)  # fmt: skip


def page(text: str) -> bytes:
    """Return a page of the old site, in the encoding that it declares."""
    return (
        '<html><head><meta charset="gb2312"><title>旧门户</title></head><body><div>导航 首页</div>'
        f'<div id="zoom">{text}</div><div>版权所有</div></body></html>'
    ).encode("gb18030")


def build(
    folder: Path, *, rows: tuple[tuple[str, ...], ...] = ROWS, encoding: str = "gb18030"
) -> Path:
    """Write the old site under ``folder`` and return its table."""
    (folder / "html").mkdir(parents=True, exist_ok=True)
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "供水表.txt").write_text("片区,时间\n城关,八时\n", "utf-8")
    (folder / "html" / "pic.png").write_bytes(PNG)
    (folder / "html" / "101.html").write_bytes(
        page(
            '<p onclick="x()">城关片区<b>供水</b>。</p><img src="pic.png" alt="示意图"><script>x</script>'
            '<a href="../files/%E4%BE%9B%E6%B0%B4%E8%A1%A8.txt">表</a>'
        )
    )
    (folder / "html" / "102.htm").write_bytes(page("<p>第一条　供水办法。</p><img src='gone.png'>"))
    document = docx.Document()
    document.add_heading("一、背景", level=1)
    document.add_paragraph("为了保障供水。")
    out = io.BytesIO()
    document.save(out)
    (folder / "html" / "103.docx").write_bytes(out.getvalue())
    table = folder / "records.csv"
    with table.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    return table
