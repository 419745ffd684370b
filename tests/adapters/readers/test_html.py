import pytest

from gongkai.adapters.readers import html, mhtml
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from tests.adapters.readers.files_for_reading import plain


def read(source: str) -> list:
    return plain(html.read(source.encode(), "x.html"))


CASES = {
    "段落各成一行，行内标记不断开": (
        "<p>总体<b>情</b>况</p><div>一<span>二</span></div>尾",
        ["总体情况", "一二", "尾"],
    ),
    "源码换行不在汉字之间留空格": ("<p>政府信息\n  公开 2021\n年</p>", ["政府信息公开 2021 年"]),
    "换行标记分行": ("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
    "单元格内的段落和换行": (
        "<table><tr><td><p>结果</p><p>维持</p></td><td>1<br>2</td></tr></table>",
        [[["结果\n维持", "1\n2"]]],
    ),
    "合并单元格": (
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>",
        [[["甲[2x1]", "乙[1x2]"], ["1", "2"]]],
    ),
    "荒唐的跨度缩到有意义为止": (
        "<table><tr><td rowspan=9999>甲<td colspan=1000>乙<tr><td>1<td>2</table>",
        [[["甲[2x1]", "乙[1x2]"], ["1", "2"]]],
    ),
    "荒唐的跨度不吞掉后面的单元格": (
        "<table><tr><td colspan=1000>甲<td>5<tr><td>乙<td>6</table>",
        [[["甲[1x2]", "5"], ["乙", "6"]]],
    ),
    "跨度写错当作一": (
        "<table><tr><td colspan=x rowspan=-3>甲<td>乙<tr><td>1<td>2</table>",
        [[["甲", "乙"], ["1", "2"]]],
    ),
    "rowspan 为零直到表尾": (
        "<table><tr><td rowspan=0>甲<td>乙<tr><td>1<tr><td>2</table>",
        [[["甲[3x1]", "乙"], ["1"], ["2"]]],
    ),
    "跨行不越过表头": (
        "<table><thead><tr><th rowspan=3>甲<th>乙</thead><tr><td>1<td>2</table>",
        [[["甲", "乙"], ["1", "2"]]],
    ),
    "脚本、样式、隐藏的内容不读": (
        "<head><title>x</title></head><style>p{}</style><script>x</script><p hidden>x</p>"
        "<p style='display:none'>x</p><p style='visibility: hidden'>x</p><p>见</p><!-- x -->",
        ["见"],
    ),
    "样式表里隐藏的类不读，打印样式不算": (
        "<style>.no {display:none} @media print{.yes{display:none}}</style>"
        "<p class='a no'>x</p><p class=yes>见</p>",
        ["见"],
    ),
    "隐藏的行不读": (
        "<table><tr style='display:none'><td>x<td>y<tr><td>1<td>2</table>",
        [[["1", "2"]]],
    ),
    "删除线和脚注号不读": (
        "<table><tr><td>1<del>3</del>2<td>8<sup>[1]</sup><td>9<s>7</s></table>",
        [[["12", "8", "9"]]],
    ),
    "版面表格拆开来读": (
        "<table><tr><td>标题</td></tr><tr><td><p>正文</p>"
        "<table><tr><td>甲<td>1<tr><td>乙<td>2</table></td></tr></table>",
        ["标题", "正文", [["甲", "1"], ["乙", "2"]]],
    ),
    "单元格外套的单格表格只是边框": (
        "<table><tr><td>甲<td><table><tr><td>5</table><tr><td>乙<td>6</table>",
        [[["甲", "5"], ["乙", "6"]]],
    ),
    "数据表里嵌的表另成一表": (
        "<table><tr><td>1<td>2<td>3<tr><td>4<td>5<td><table><tr><td>a<td>b</table></table>",
        [[["1", "2", "3"], ["4", "5", ""]], [["a", "b"]]],
    ),
    "有长段文字的多列表格是版面": (
        f"<table><tr><td>导航<td><p>{'正' * 500}</p></table>",
        ["导航", "正" * 500],
    ),
    "预排文本保留制表符": (
        "<pre>甲\t1\t2\n乙\t3\t4</pre>",
        ["甲\t1\t2", "乙\t3\t4"],
    ),
    "像表格的 div 是文字，单元格样式隔开": (
        "<div style='display:table-row'><div style='display:table-cell'>甲</div>"
        "<div style='display:table-cell'>1</div></div>",
        ["甲", "1"],
    ),
    "行内块样式的单元格不粘连": (
        "<p><span style='display:table-cell'>12</span><span style='display:table-cell'>3</span></p>",
        ["12\t3"],
    ),
    "文本里夹着表格": (
        "# 标题\n第一行\n第二行\n<table><tr><td>甲\n乙<td>1</table>\n尾行",
        ["# 标题", "第一行", "第二行", [["甲乙", "1"]], "尾行"],
    ),
    "没写结束标记": ("<table><tr><td>甲<td>1<tr><td>乙<td>2", [[["甲", "1"], ["乙", "2"]]]),
    "表题在表前": (
        "<table><caption>表三</caption><tr><td>甲<td>1</table>",
        ["表三", [["甲", "1"]]],
    ),
    "输入框里的数": ("<table><tr><td>甲<td><input value=12></table>", [[["甲", "12"]]]),
    "Word 导出的条件注释": (
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal><![if !supportLists]>"
        "<span>一、</span><![endif]>总体<o:p></o:p></p><p style='mso-hide:all'>x</p>",
        ["一、总体"],
    ),
    "不间断空格留在行内": ("<p>年&nbsp;度</p>", ["年\xa0度"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_pages(source, expected):
    assert read(source) == expected


@pytest.mark.parametrize("declared", ["utf-8", "gb2312"])
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_the_declared_encoding_is_not_believed(declared, real):
    source = f"<html><meta charset={declared}><p>政府信息公开年度报告</p></html>"
    assert plain(html.read(source.encode(real), "x")) == ["政府信息公开年度报告"]


def test_damaged_bytes_are_counted():
    document = html.read("<p>政府信息公开年度报告数量统计</p>".encode()[:-6], "x")
    assert [problem.code for problem in document.problems] == [Refusal.DAMAGED_TEXT.code]


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "section"])
def test_absurd_nesting_is_refused(tag):
    with pytest.raises(UnreadableError) as refused:
        read(f"<{tag}>" * 100_000 + "x")
    assert refused.value.refusal is Refusal.TOO_DEEP


def test_a_page_of_too_many_tags_is_refused():
    with pytest.raises(UnreadableError) as refused:
        read("<p>甲</p>" * 150_001)
    assert refused.value.refusal is Refusal.TOO_LARGE


def test_absurd_spans_cost_nothing():
    rows = "<tr><td colspan=1000 rowspan=0>1<td colspan=1000 rowspan=0>2" * 3_000
    (grid,) = html.read(f"<table>{rows}</table>".encode(), "x").blocks
    assert len(grid.cells) == 6_000


def test_unclosed_paragraphs_are_not_nesting():
    assert len(read("<p>甲" * 6_000)) == 6_000


def test_places_name_table_row_and_column():
    document = html.read(b"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "x.html")
    place = document.blocks[0].cells[3].place
    assert (place.path, place.table, place.row, place.column) == ("x.html", 1, 2, 2)


def test_a_page_saved_as_one_file():
    source = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        "PHA+5bm05bqm5oql5ZGKPC9wPg==\n--x--\n"
    )
    assert plain(mhtml.read(source.encode(), "x")) == ["年度报告"]


def test_a_page_saved_as_one_file_without_a_page():
    with pytest.raises(UnreadableError) as refused:
        mhtml.read(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--", "x")
    assert refused.value.refusal is Refusal.NO_TEXT
