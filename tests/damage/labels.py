# ruff: noqa: RUF001, RUF002 - full-width marks are what this module is about
"""Damage to labels: the figures stay where they are, so the truth does not change."""

import random
from collections.abc import Callable

from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import head_rows
from tests.damage.sample import Sample, change, figure_rows, is_label, names_in, pick

TABLES = (2, 3, 4)
SIMPLIFIED = "收处请结转办无数国属护权县报总计规范强业项际现维纠审复议诉讼讯举类过执务关联续继况书图产动认质实"
TRADITIONAL = "收處請結轉辦無數國屬護權縣報總計規範強業項際現維糾審復議訴訟訊舉類過執務關聯續繼況書圖產動認質實"
TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
TO_HALF_WIDTH = str.maketrans("（），：；“”", '(),:;""')
TO_FULL_WIDTH = str.maketrans("0123456789.()", "０１２３４５６７８９．（）")
RADICALS = str.maketrans(
    "一人八力十又口土士夕大女子小山工己巾干心手文方日月木止比毛气水火父片牛玉瓜用田白皮目石示立竹米老而耳肉自至舌色虫血行衣西见角言谷走足身辛里金阜隶非面音食首香高黑民门车长",
    "⼀⼈⼋⼒⼗⼜⼝⼟⼠⼣⼤⼥⼦⼩⼭⼯⼰⼱⼲⼼⼿⽂⽅⽇⽉⽊⽌⽐⽑⽓⽔⽕⽗⽚⽜⽟⽠⽤⽥⽩⽪⽬⽯⽰⽴⽵⽶⽼⽽⽿⾁⾃⾄⾆⾊⾍⾎⾏⾐⾑⻅⾓⾔⾕⾛⾜⾝⾟⾥⾦⾩⾪⾮⾯⾳⾷⾸⾹⾼⿊⺠⻔⻋⻓",
)
SIMILAR = {
    "废": "",
    "制": "治",
    "数": "教",
    "转": "传",
    "件": "伴",
    "公": "分",
    "合": "台",
    "息": "信",
    "第": "弟",
}


def _relabel(
    sample: Sample, spoil: Callable[[str], str], share: float, chance: random.Random
) -> None:
    for number in TABLES:
        rows = sample.rows(number)
        if rows is None:
            continue
        for row in rows:
            for index, cell in enumerate(row):
                if is_label(cell) and chance.random() < share:
                    row[index] = change(cell, spoil(cell.text))
        sample.put_rows(number, rows)


def spaces(sample: Sample, chance: random.Random) -> None:
    """三、 本 年 度 办 理 结 果: spaces of several kinds inside labels."""

    def spoil(text: str) -> str:
        space = chance.choice((" ", " ", "　", "\xa0", "  "))
        at = chance.randint(1, max(1, len(text) - 1))
        return space.join(text) if chance.random() < 0.2 else text[:at] + space + text[at:]

    _relabel(sample, spoil, 0.4, chance)


def wrapped(sample: Sample, chance: random.Random) -> None:
    """Labels broken by a line end inside the cell."""

    def spoil(text: str) -> str:
        at = chance.randint(2, max(2, len(text) - 2))
        return f"{text[:at]}\n{text[at:]}" if len(text) > 3 else text

    _relabel(sample, spoil, 0.25, chance)


def misspelt(sample: Sample, chance: random.Random) -> None:
    """本年度止件数: a character of a long label lost, doubled or taken for a similar one."""

    def spoil(text: str) -> str:
        if len(text) < 5:
            return text
        at = chance.randrange(2, len(text))
        lost = chance.choice(("", text[at] * 2, SIMILAR.get(text[at], "")))
        return text[:at] + lost + text[at + 1 :]

    _relabel(sample, spoil, 0.25, chance)


def half_width(sample: Sample, chance: random.Random) -> None:
    """Brackets and marks in half width."""
    _relabel(sample, lambda text: text.translate(TO_HALF_WIDTH), 1.0, chance)


def full_width(sample: Sample, chance: random.Random) -> None:
    """１．属于国家秘密: numbers of labels in full width."""
    _relabel(sample, lambda text: text.translate(TO_FULL_WIDTH), 1.0, chance)


def traditional(sample: Sample, chance: random.Random) -> None:
    """Labels in traditional characters."""
    _relabel(sample, lambda text: text.translate(TO_TRADITIONAL), 1.0, chance)


def radicals(sample: Sample, chance: random.Random) -> None:
    """Labels as browsers print them into PDF: Kangxi radicals instead of characters."""
    _relabel(sample, lambda text: text.translate(RADICALS), 1.0, chance)


def numbering(sample: Sample, chance: random.Random) -> None:
    """1、 1． (1) ① or nothing for 1. , and (一) 一. for （一） 一、."""
    style = chance.choice(("{n}、", "{n}．", "{n}. ", "（{n}）", "({n})", "circled", "{n}", ""))
    bracket = chance.choice(("({n})", "（{n}）", "（{n}）、", "{n}、", "({n}) "))

    def spoil(text: str) -> str:
        if text[:1].isdigit() and text[1:2] == ".":
            mark = chr(0x245F + int(text[0])) if style == "circled" else style.format(n=text[0])
            return mark + text[2:]
        if text.startswith("（") and text[2:3] == "）":
            return bracket.format(n=text[1]) + text[3:]
        return text

    _relabel(sample, spoil, 1.0, chance)


def missing_row_labels(sample: Sample, chance: random.Random) -> None:
    """Rows without their own label: every row is there, so its place tells which it is."""
    rows = sample.rows(3)
    if rows is None:
        return
    remove = chance.random() < 0.5
    for index in pick(chance, rows, chance.choice((0.1, 0.3, 0.4))):
        labels = [at for at, cell in enumerate(rows[index]) if is_label(cell)]
        sample.unlabelled.update(names_in(rows[index]))
        if labels and remove:
            del rows[index][labels[-1]]
        elif labels:
            rows[index][labels[-1]] = change(rows[index][labels[-1]], "")
    sample.put_rows(3, rows)


def missing_group_labels(sample: Sample, chance: random.Random) -> None:
    """（三）不予公开 and the other labels that head several rows are not printed."""
    rows = sample.rows(3)
    if rows is None:
        return
    for row in rows:
        for at, cell in enumerate(row):
            if is_label(cell) and cell.rowspan > 1 and cell.colspan == 1:
                row[at] = change(cell, "")
    sample.put_rows(3, rows)


def repeated_group_labels(sample: Sample, chance: random.Random) -> None:
    """Merged group labels undone and repeated in each row, as spreadsheet programs do."""
    rows = sample.rows(3)
    if rows is None or not figure_rows(rows):
        return
    first = figure_rows(rows)[0]
    open_groups: list[tuple[int, PrintedCell]] = []
    for index in range(first, len(rows)):
        carried = [PrintedCell(cell.text) for until, cell in open_groups if index < until]
        open_groups = [(until, cell) for until, cell in open_groups if index < until]
        row = rows[index]
        for at, cell in enumerate(row):
            if is_label(cell) and cell.rowspan > 1:
                open_groups.append((index + cell.rowspan, cell))
                row[at] = PrintedCell(cell.text)
        rows[index] = [*carried, *row]
    sample.put_rows(3, rows)


def cut_heads_of_table4(sample: Sample, chance: random.Random) -> None:
    """结果维持 cut to 结果 in the heads of table 4: fifteen figures in order all the same."""
    rows = sample.rows(4)
    if rows is None:
        return
    for row in rows[1:3]:
        for at, cell in enumerate(row):
            if len(cell.text) == 4 and chance.random() < 0.6:
                row[at] = change(cell, cell.text[:2])
    sample.put_rows(4, rows)


def missing_heads(sample: Sample, chance: random.Random) -> None:
    """The head rows of table 3 are not printed; seven figures follow each row label."""
    rows = sample.rows(3)
    if rows is not None:
        heads = head_rows(PrintedTable(3, tuple(map(tuple, rows))))
        sample.put_rows(3, rows[heads:])


LABEL_DAMAGE = (
    spaces,
    wrapped,
    misspelt,
    half_width,
    full_width,
    traditional,
    radicals,
    numbering,
    missing_row_labels,
    missing_group_labels,
    repeated_group_labels,
    cut_heads_of_table4,
    missing_heads,
)
