# ruff: noqa: RUF001 - full-width marks are what this module is about
"""Damage to the shape of tables and of the whole report."""

import random
from dataclasses import replace

from gongkai.core.reporting.paper import Paragraph, Role
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.specimens.figures import invent_figures
from gongkai.core.reporting.tables import head_rows, official_tables
from tests.damage.sample import Rows, Sample, figure_rows, is_label, names_in

PAGE_FURNITURE = (
    "- {n} -",
    "— {n} —",
    "第 {n} 页 共 9 页",
    "{n}",
    "打印本页 关闭窗口",
    "扫一扫在手机打开当前页",
    "字体：【大】【中】【小】",
    "分享到：",
)
DIGITS = "〇一二三四五六七八九"
NOTES = ("注：本表数据由各股室汇总。", "填表说明：单位为件。", "备注", "（数据截至12月31日）")


def _spanning(rows: Rows, index: int, step: int) -> None:
    """Let every cell that spans row ``index`` reach one row further or less."""
    for above in range(index):
        for at, cell in enumerate(rows[above]):
            if above + cell.rowspan > index:
                rows[above][at] = replace(cell, rowspan=cell.rowspan + step)


def _insert(rows: Rows, index: int, row: list[PrintedCell]) -> None:
    _spanning(rows, index, 1)
    rows.insert(index, row)


def lost_rows(sample: Sample, chance: random.Random) -> None:
    """Rows that are not in this copy at all: absent, and never to be filled."""
    rows = sample.rows(3)
    if rows is None:
        return
    for _ in range(chance.randint(1, 3)):
        lone = [
            i
            for i in figure_rows(rows)
            if all(c.rowspan == 1 for c in rows[i]) and any(is_label(c) for c in rows[i])
        ]
        if not lone:
            break
        index = chance.choice(lone)
        sample.lose(names_in(rows[index]))
        _spanning(rows, index, -1)
        del rows[index]
    sample.put_rows(3, rows)


def cut_table(sample: Sample, chance: random.Random) -> None:
    """The rest of a table is cut off."""
    number = chance.choice((2, 3, 3, 3))
    rows = sample.rows(number)
    if rows is None or len(rows) < 6:
        return
    last = chance.randint(4, len(rows) - 1)
    for row in rows[last:]:
        sample.lose(names_in(row))
    sample.put_rows(number, rows[:last])


def cut_report(sample: Sample, chance: random.Random) -> None:
    """Everything after some row of table 3 is cut off."""
    rows = sample.rows(3)
    if rows is None or len(rows) < 8:
        return
    last = chance.randint(6, len(rows) - 1)
    for row in rows[last:]:
        sample.lose(names_in(row))
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        if isinstance(block, PrintedTable) and block.number == 3:
            blocks.append(PrintedTable(3, tuple(map(tuple, rows[:last]))))
            break
        blocks.append(block)
    sample.put_blocks(blocks)
    sample.settle()


def lost_table(sample: Sample, chance: random.Random) -> None:
    """One of the tables is not there, its heading stays."""
    number = chance.choice((2, 3, 4))
    rows = sample.rows(number)
    if rows is not None:
        sample.blank([name for row in rows for name in names_in(row)])
        sample.put_rows(number, [])


def extra_rows(sample: Sample, chance: random.Random) -> None:
    """Rows the form does not have: a subtotal, a note."""
    rows = sample.rows(3)
    if rows is None:
        return
    if chance.random() < 0.5:
        _insert(rows, len(rows), [PrintedCell(chance.choice(NOTES), colspan=10)])
    else:
        start = next(
            (i for i, row in enumerate(rows) if any("不予公开" in c.text for c in row)), None
        )
        if start is not None and start + 8 <= len(rows):
            figures = [PrintedCell(str(chance.randint(0, 9))) for _ in range(7)]
            _insert(rows, start + 8, [PrintedCell("小计"), *figures])
    sample.put_rows(3, rows)


def furniture_in_table(sample: Sample, chance: random.Random) -> None:
    """Page numbers and buttons of the page between the rows of a table."""
    rows = sample.rows(3)
    if rows is None:
        return
    for _ in range(chance.randint(1, 2) if len(rows) > 4 else 0):
        text = chance.choice(PAGE_FURNITURE).format(n=chance.randint(2, 6))
        _insert(rows, chance.randint(4, len(rows)), [PrintedCell(text, colspan=7)])
    sample.put_rows(3, rows)


def repeated_heads(sample: Sample, chance: random.Random) -> None:
    """The head of table 3 again at the top of the next page."""
    rows = sample.rows(3)
    if rows is None:
        return
    heads = head_rows(PrintedTable(3, tuple(map(tuple, rows))))
    if not heads or len(rows) < heads + 6:
        return
    at = chance.randint(heads + 3, len(rows) - 2)
    for offset, head in enumerate([list(row) for row in rows[:heads]]):
        _insert(rows, at + offset, head)
    sample.put_rows(3, rows)


def split_table(sample: Sample, chance: random.Random) -> None:
    """Table 3 in two pieces, as page breaks leave it; the second begins without group labels."""
    rows = sample.rows(3)
    if rows is None or len(rows) < 12:
        return
    at = chance.randint(8, len(rows) - 3)
    _cut_spans(rows, at)
    first, second = (PrintedTable(3, tuple(map(tuple, part))) for part in (rows[:at], rows[at:]))
    between = [Paragraph(f"— {chance.randint(3, 9)} —")] if chance.random() < 0.5 else []
    blocks = list(sample.paper.blocks)
    where = next(i for i, b in enumerate(blocks) if isinstance(b, PrintedTable) and b.number == 3)
    blocks[where : where + 1] = [first, *between, second]
    sample.put_blocks(blocks)


def _cut_spans(rows: Rows, at: int) -> None:
    """End spans at a break; below it the columns they covered are empty cells."""
    lead: list[PrintedCell] = []
    for above in range(at):
        for index, cell in enumerate(rows[above]):
            if above + cell.rowspan > at:
                lead.append(replace(cell, text="", rowspan=above + cell.rowspan - at))
                rows[above][index] = replace(cell, rowspan=at - above)
    rows[at] = [*lead, *rows[at]]


def shifted_rows(sample: Sample, chance: random.Random) -> None:
    """Rows that begin further left than their neighbours and end in an empty cell."""
    rows = sample.rows(3)
    if rows is None:
        return
    wide = PrintedCell("", colspan=1)
    for index in figure_rows(rows):
        row = rows[index]
        label = next((at for at, c in enumerate(row) if is_label(c) and c.colspan > 1), None)
        if label is not None and chance.random() < 0.4:
            span = row[label].colspan
            row[label] = replace(row[label], colspan=1)
            row.extend([wide] * (span - 1))
    sample.put_rows(3, rows)


def lost_headings(sample: Sample, chance: random.Random) -> None:
    """Some or all headings of the sections are not printed."""
    share = chance.choice((0.3, 1.0))
    kept = [
        block
        for block in sample.paper.blocks
        if not (
            isinstance(block, Paragraph) and block.role is Role.HEADING and chance.random() < share
        )
    ]
    sample.put_blocks(kept)


def glued_headings(sample: Sample, chance: random.Random) -> None:
    """Headings run on in the line before, or spelt 3、 and with spaces."""
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        heading = isinstance(block, Paragraph) and block.role is Role.HEADING
        before = blocks[-1] if blocks else None
        if heading and isinstance(before, Paragraph) and chance.random() < 0.3:
            blocks[-1] = replace(before, text=before.text + block.text)
        elif heading and chance.random() < 0.5:
            spelt = chance.choice(
                (
                    block.text.replace("、", "．"),
                    block.text.replace("、", "、 "),
                    " ".join(block.text),
                )
            )
            blocks.append(replace(block, text=spelt))
        else:
            blocks.append(block)
    sample.put_blocks(blocks)


def lost_title(sample: Sample, chance: random.Random) -> None:
    """No title; body and year stand elsewhere in the text or nowhere."""
    kept = [
        b for b in sample.paper.blocks if not (isinstance(b, Paragraph) and b.role is Role.TITLE)
    ]
    sample.put_blocks(kept)
    sample.named = False


def furnished_title(sample: Sample, chance: random.Random) -> None:
    """Words of the web page before and after the title, the title broken in two."""
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        if isinstance(block, Paragraph) and block.role is Role.TITLE:
            at = block.text.find("政府信息公开工作") if chance.random() < 0.5 else -1
            blocks.append(Paragraph("当前位置：首页 > 政府信息公开 > 政府信息公开年报"))
            pieces = [block.text[:at], block.text[at:]] if at > 0 else [block.text]
            blocks += [replace(block, text=piece) for piece in pieces]
            blocks.append(
                Paragraph(
                    f"发布时间：{sample.paper.year + 1}-{_released(sample)} 09:30  浏览次数：128  字号：大 中 小"
                )
            )
        else:
            blocks.append(block)
    sample.put_blocks(blocks)


def _released(sample: Sample) -> str:
    """Return a day within Article 49: governments by 31 March, all others by 31 January."""
    county = sample.paper.body.endswith(("县人民政府", "市人民政府", "区人民政府"))
    return "03-31" if county else "01-31"


def tables_last(sample: Sample, chance: random.Random) -> None:
    """The three tables behind the prose, as annexes, in any order."""
    blocks = list(sample.paper.blocks)
    starts = [
        i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.role is Role.HEADING
    ]
    if len(starts) < 6:
        return
    bounds = [*starts, len(blocks)]
    sections = [blocks[bounds[i] : bounds[i + 1]] for i in range(len(starts))]
    tables = sections[1:4]
    chance.shuffle(tables)
    ordered = [sections[0], *sections[4:], *tables]
    sample.put_blocks(blocks[: starts[0]] + [block for section in ordered for block in section])


def contents_list(sample: Sample, chance: random.Random) -> None:
    """A table of contents before the report: headings that head nothing."""
    dots = chance.choice(("……", "\t", " ... ", "  "))
    listed = [
        Paragraph(f"{block.text}{dots}{page}")
        for page, block in enumerate(
            (b for b in sample.paper.paragraphs if b.role is Role.HEADING), 1
        )
    ]
    blocks = list(sample.paper.blocks)
    sample.put_blocks([*blocks[:1], Paragraph("目  录"), *listed, *blocks[1:]])


def foreign_table(sample: Sample, chance: random.Random) -> None:
    """Another table with figures among the prose: it is none of the form's."""
    heads = chance.choice((("序号", "公开渠道", "数量（条）"), ("类别", "件数", "占比")))
    rows = [tuple(PrintedCell(text) for text in heads)]
    for number, name in enumerate(("门户网站", "政务微信", "政务微博", "合计"), 1):
        figures = (str(number), name, str(chance.randint(3, 900)))
        rows.append(tuple(PrintedCell(text) for text in figures))
    table = PrintedTable(0, tuple(rows))
    blocks = list(sample.paper.blocks)
    at = next((i for i, b in enumerate(blocks) if isinstance(b, PrintedTable)), len(blocks))
    where = chance.choice((max(1, at - 2), len(blocks)))
    sample.put_blocks([*blocks[:where], table, *blocks[where:]])


def table2_in_pieces(sample: Sample, chance: random.Random) -> None:
    """Each block of table 2 as a table of its own, the heading of the block outside or inside."""
    rows = sample.rows(2)
    if rows is None:
        return
    outside = chance.random() < 0.5
    pieces: list[Paragraph | PrintedTable] = []
    part: Rows = []
    for row in [*rows, []]:
        heads_block = bool(row) and row[0].text.replace(" ", "").startswith(("第二十条", "第20条"))
        if (heads_block or not row) and part:
            pieces.append(PrintedTable(2, tuple(map(tuple, part))))
            part = []
        if heads_block and outside:
            pieces.append(Paragraph(row[0].text))
        elif row:
            part.append(row)
    blocks = list(sample.paper.blocks)
    at = next(i for i, b in enumerate(blocks) if isinstance(b, PrintedTable) and b.number == 2)
    sample.put_blocks([*blocks[:at], *pieces, *blocks[at + 1 :]])


def captions(sample: Sample, chance: random.Random) -> None:
    """表1 and 单位：件 above the tables, a note below."""
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        if isinstance(block, PrintedTable):
            blocks.append(Paragraph(f"表{block.number - 1} 年度数据统计表（单位：件、万元）"))
            blocks.append(block)
            blocks.append(Paragraph("注：以上数据统计截至12月31日24时。"))
        else:
            blocks.append(block)
    sample.put_blocks(blocks)


def figures_in_next_row(sample: Sample, chance: random.Random) -> None:
    """A label in one row, its seven figures in the next."""
    rows = sample.rows(3)
    if rows is None:
        return
    broken: Rows = []
    for row in rows:
        figures = [cell for cell in row if cell.cell]
        labels = [cell for cell in row if not cell.cell]
        if figures and labels and chance.random() < 0.2:
            broken += [labels, figures]
            sample.doubtful.update(names_in(figures))
        else:
            broken.append(row)
    sample.put_rows(3, broken)


def remedies_in_three_rows(sample: Sample, chance: random.Random) -> None:
    """The fifteen figures of table 4 as three rows of five under one another."""
    rows = sample.rows(4)
    if rows is None or len(rows) != 4 or len(rows[3]) != 15:
        return
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    heads = [
        PrintedCell(text)
        for text in ("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    ]
    drawn = [heads]
    for index, name in enumerate(names):
        drawn.append([PrintedCell(name), *rows[3][5 * index : 5 * index + 5]])
        sample.doubtful.update(names_in(drawn[-1]))
    sample.put_rows(4, drawn)


def _other(form: str) -> str:
    return "2019" if form == "2021" else "2021"


def mixed_forms(sample: Sample, chance: random.Random) -> None:
    """Table 2 of the one form in a report of the other."""
    rows = sample.rows(2)
    if rows is None or sum(table.number == 2 for table in sample.paper.tables) > 1:
        return
    form = _other(sample.paper.form)
    figures = invent_figures(form, "county", chance)
    table = official_tables(form, figures)[0]
    sample.doubtful.update(names for row in rows for names in names_in(row))
    sample.blank([name for row in rows for name in names_in(row)])
    printed = [name for row in table.rows for name in names_in(list(row))]
    sample.truth.update({name: figures[name] for name in printed})
    sample.doubtful.update(printed)
    sample.forms |= {form}
    sample.put_rows(2, [list(row) for row in table.rows])


def other_form(sample: Sample, chance: random.Random) -> None:
    """All tables of the form that is not in force in the report's year."""
    form = _other(sample.paper.form)
    figures = invent_figures(form, "department", chance)
    for number, table in zip((2, 3, 4), official_tables(form, figures), strict=True):
        if sample.rows(number) is not None:
            sample.put_rows(number, [list(row) for row in table.rows])
    sample.truth = dict(figures)
    sample.doubtful = set()
    sample.forms = {form}
    sample.paper = replace(sample.paper, form=form)


def retitled(sample: Sample, chance: random.Random) -> None:
    """Titles of other shapes: the year first, the body on its own line, 年报 for 年度报告."""
    body, year = sample.paper.body, sample.paper.year
    shapes = (
        (f"{year}年{body}政府信息公开工作年度报告",),
        (f"{body}", f"{year}年政府信息公开工作年度报告"),
        (f"{body}", "政府信息公开工作年度报告", f"（{year}年度）"),
        (f"{body}{year}年度政府信息公开工作报告",),
        (f"{body}{year}年政府信息公开年报",),
        (f"关于{body}{year}年度政府信息公开工作情况的报告",),
        (f"{body}政府信息公开工作{year}年度报告",),
        (f"{body}{''.join(DIGITS[int(d)] for d in str(year))}年政府信息公开工作年度报告",),
        (f"{body}{year}年政府信息公开", "工作年度报告"),
        (f"【年度报告】{body}{year}年政府信息公开工作年度报告",),
        (f"索引号：{year}-00012", f"{body}{year}年政府信息公开工作年度报告", "来源：本站"),
    )
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        if isinstance(block, Paragraph) and block.role is Role.TITLE:
            blocks += [Paragraph(text, Role.TITLE) for text in chance.choice(shapes)]
        else:
            blocks.append(block)
    sample.put_blocks(blocks)


def other_headings(sample: Sample, chance: random.Random) -> None:
    """第二部分 or 2. or 【二】 for 二、 before the titles of the sections."""
    style = chance.choice(
        (
            "第{n}部分 {t}",
            "{d}．{t}",
            "{d}.{t}",
            "{n}  {t}",
            "（{n}）{t}",
            "{n}、{t}：",
            "{n}，{t}",
            "{t}",
        )
    )
    blocks: list[Paragraph | PrintedTable] = []
    for block in sample.paper.blocks:
        if isinstance(block, Paragraph) and block.role is Role.HEADING:
            numeral, _, title = block.text.partition("、")
            digit = "一二三四五六".index(numeral) + 1 if numeral in "一二三四五六" else 0
            text = style.format(n=numeral, d=digit, t=title) if title and digit else block.text
            blocks.append(replace(block, text=text))
        else:
            blocks.append(block)
    sample.put_blocks(blocks)


STRUCTURE_DAMAGE = (
    lost_rows,
    cut_table,
    cut_report,
    lost_table,
    extra_rows,
    furniture_in_table,
    repeated_heads,
    split_table,
    shifted_rows,
    lost_headings,
    glued_headings,
    lost_title,
    furnished_title,
    tables_last,
    contents_list,
    foreign_table,
    table2_in_pieces,
    captions,
    figures_in_next_row,
    remedies_in_three_rows,
    mixed_forms,
    retitled,
    other_headings,
)
FIRST_DAMAGE = (other_form,)
"""Operators that replace whole tables, and so must come before any other."""
