import io
import zipfile

import pytest
from docx import Document

from gongkai.adapters.readers import docx
from gongkai.adapters.readers.docx_numbering import numeral
from tests.adapters.readers.files_for_reading import (
    WORD,
    cell,
    paragraph,
    plain,
    row,
    word,
    zipped,
)


def read(body: str, **parts: str) -> list:
    return plain(docx.read(word(body, **parts), "x.docx"))


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
NOT_STRUCK, RAISED = '<w:strike w:val="0"/>', '<w:vertAlign w:val="superscript"/>'
BOX = "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent>"

CASES = {
    "段落与换行": (
        paragraph("一、总体情况") + "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:p/>",
        ["一、总体情况", "甲", "乙"],
    ),
    "拆开的文字连起来": (
        f"<w:p>{run('12')}{run('3')}<w:bookmarkStart/>{run('件')}</w:p>",
        ["123件"],
    ),
    "横向纵向合并": (
        table(
            row(cell("甲", RESTART), cell("乙", '<w:gridSpan w:val="2"/>')),
            row(cell("x", CONTINUE), cell("1"), cell("2")),
            row(cell("丙"), cell("3"), cell("4")),
        ),
        [[["甲[2x1]", "乙[1x2]"], ["1", "2"], ["丙", "3", "4"]]],
    ),
    "老式横向合并": (
        table(
            row(
                cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge w:val='continue'/>")
            ),
            row(cell("1"), cell("2")),
        ),
        [[["甲[1x2]"], ["1", "2"]]],
    ),
    "行首缺格": (
        table(
            row(cell("甲"), cell("乙")),
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("1") + "</w:tr>",
        ),
        [[["甲", "乙"], ["", "1"]]],
    ),
    "单元格里的表格": (
        table(
            row(cell("标题")),
            "<w:tr><w:tc>" + table(row(cell("甲"), cell("1"))) + paragraph("后") + "</w:tc></w:tr>",
        ),
        ["标题", [["甲", "1"]], "后"],
    ),
    "文本框": (f"<w:p>{run('前')}<w:r><w:drawing>{BOX}</w:drawing></w:r></w:p>", ["前", "框内"]),
    "文本框的两种写法只读一次": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["框内"],
    ),
    "只有后备写法里有文字": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>"
        f"<w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["框内"],
    ),
    "内容控件": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt></w:p>",
        ["甲", "乙"],
    ),
    "修订：删去的不读，插入的要读": (
        f"<w:p>{run('收到')}<w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
        f"<w:ins>{run('5')}</w:ins>{run('件')}<w:moveFrom>{run('x')}</w:moveFrom></w:p>",
        ["收到5件"],
    ),
    "修订：删去的行和单元格不读": (
        table(
            row(cell("甲"), cell("1")),
            "<w:tr><w:trPr><w:del/></w:trPr>" + cell("x") + cell("x") + "</w:tr>",
            row(cell("乙"), cell("x", "<w:cellDel/>"), cell("2")),
        ),
        [[["甲", "1"], ["乙", "2"]]],
    ),
    "隐藏和划掉的文字不读": (
        f"<w:p>{run('1')}{run('x', '<w:vanish/>')}{run('2', NOT_STRUCK)}"
        f"{run('x', '<w:dstrike/>')}{run('3')}</w:p>",
        ["123"],
    ),
    "脚注号不混进数字": (
        table(
            "<w:tr>" + cell("甲") + f"<w:tc><w:p>{run('12')}{run('1', RAISED)}"
            "<w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:tc></w:tr>"
        ),
        [[["甲", "12"]]],
    ),
    "域只读结果": (
        "<w:p><w:r><w:fldChar/><w:instrText>SUM(ABOVE)</w:instrText></w:r>" + run("7") + "</w:p>",
        ["7"],
    ),
    "制表符和不断行连字符": (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:p>",
        ["甲\t1-2"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_documents(body, expected):
    assert read(body) == expected


NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>
</w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:styleId="1"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="3"><w:basedOn w:val="3"/></w:style>
</w:styles>"""


def numbered(text: str, number: int, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties)


def test_automatic_numbers_are_read_as_printed():
    body = (
        numbered("总体", 1)
        + numbered("子项", 1, 1)
        + numbered("子项", 1, 1)
        + numbered("主动", 1)
        + numbered("子项", 1, 1)
        + numbered("从三起", 2)
        + numbered("接着", 2)
        + numbered("重新起", 3)
        + numbered("不编号", 0)
    )
    assert read(body, numbering=NUMBERING, styles=STYLES) == [
        "一、总体",
        "（1）子项",
        "（2）子项",
        "二、主动",
        "（1）子项",
        "3.从三起",
        "4.接着",
        "1.重新起",
        "不编号",
    ]


@pytest.mark.parametrize(("style", "expected"), [("1", "（1）甲"), ("2", "（1）甲"), ("3", "甲")])
def test_numbers_given_by_a_style_or_its_ancestor(style, expected):
    body = paragraph("甲", f'<w:pStyle w:val="{style}"/>')
    assert read(body, numbering=NUMBERING, styles=STYLES) == [expected]


@pytest.mark.parametrize(
    ("count", "numerals", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "japaneseCounting", "十二"),
        (23, "ideographDigital", "二十三"),
        (3, "decimalEnclosedCircle", "③"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (7, "anything", "7"),
    ],
)
def test_numerals(count, numerals, expected):
    assert numeral(count, numerals) == expected


def test_a_part_of_another_format():
    relations = '<Relationships><Relationship Id="r1" Target="/word/piece.htm"/></Relationships>'
    data = word(paragraph("前") + '<w:altChunk r:id="r1"/>')
    parts = {"word/_rels/document.xml.rels": relations, "word/piece.htm": "<p>中</p>"}
    with_chunk = io.BytesIO(data)
    with zipfile.ZipFile(with_chunk, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert plain(docx.read(with_chunk.getvalue(), "x")) == ["前", "中"]


def test_another_name_of_the_main_part():
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = zipped(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/word/document2.xml" ContentType="{kind}"/></Types>',
            "word/document2.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("甲")}</w:body></w:document>',
        }
    )
    assert plain(docx.read(data, "x")) == ["甲"]


def test_a_file_of_python_docx():
    made = Document()
    made.add_paragraph("一、总体情况")
    grid = made.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "甲"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "乙"
    grid.cell(1, 1).text, grid.cell(1, 2).text = "1", "2"
    buffer = io.BytesIO()
    made.save(buffer)
    assert plain(docx.read(buffer.getvalue(), "x")) == [
        "一、总体情况",
        [["甲[2x1]", "乙[1x2]"], ["1", "2"]],
    ]
