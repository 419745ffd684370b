"""Files of an old site: tables in every form, pages in any encoding, nothing from outside the folder."""

import json

import docx
import openpyxl
import pytest

from gongkai.adapters.importing.enclosures import enclose, local_links, with_images
from gongkai.adapters.importing.pages import PageError, inside, text_of
from gongkai.adapters.importing.tables import TableError, read_table
from gongkai.adapters.release_copies.errors import AttachmentError

ROWS = [["编号", "标题"], ["1", "供水"], ["2", "道路"]]


def table(folder, ending):
    path = folder / f"t{ending}"
    if ending == ".csv":
        path.write_bytes("\r\n".join(",".join(one) for one in ROWS).encode("gb18030"))
    elif ending == ".xlsx":
        book = openpyxl.Workbook()
        for one in ROWS:
            book.active.append(one)
        book.save(path)
    else:
        listed = [dict(zip(ROWS[0], one, strict=True)) for one in ROWS[1:]]
        text = json.dumps(listed, ensure_ascii=False)
        path.write_text(
            text if ending == ".json" else "\n".join(json.dumps(o) for o in listed), "utf-8"
        )
    return path


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json", ".jsonl"])
def test_every_form_of_table_gives_the_same_rows(tmp_path, ending):
    found = read_table(table(tmp_path, ending))
    assert found.headings == ("编号", "标题")
    assert [dict(one.cells) for one in found.rows] == [
        {"编号": "1", "标题": "供水"}, {"编号": "2", "标题": "道路"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.docx", "", "不能识别的记录表"),
        ("t.xlsx", "no zip", "无法读取"),
        ("t.json", "{}", "记录的列表"),
        ("t.csv", "编号,编号\n", "表头重复：编号"),
        ("t.csv", "", "表头为空"),
    ],
)
def test_a_table_that_cannot_be_used_is_said(tmp_path, name, content, told):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(TableError, match=told):
        read_table(tmp_path / name)


def test_a_sheet_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(TableError, match="有：Sheet"):
        read_table(table(tmp_path, ".xlsx"), sheet="旧数据")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..\\secret", "none.html"])
def test_nothing_outside_the_folder_is_read(tmp_path, name):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "old").mkdir()
    with pytest.raises(PageError):
        inside(tmp_path / "old", name)


def test_the_text_of_a_page_is_what_the_selector_finds(tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes("<div>导航</div><div class=text><p>正文</p></div>".encode("gb18030"))
    assert text_of(page, select=["#no", ".text"]) == "<p>正文</p>"
    with pytest.raises(PageError, match="#no 都没有内容"):
        text_of(page, select=["#no"])


def test_a_word_text_keeps_headings_paragraphs_and_tables(tmp_path):
    made = docx.Document()
    made.add_heading("一、<背景>", level=1)
    made.add_paragraph("为了供水。")
    made.add_table(rows=1, cols=2).cell(0, 1).text = "八时"
    made.save(tmp_path / "a.docx")
    assert text_of(tmp_path / "a.docx") == (
        "<h2>一、&lt;背景&gt;</h2><p>为了供水。</p><table><tr><td></td><td>八时</td></tr></table>"
    )
    (tmp_path / "b.docx").write_bytes(b"PK broken")
    with pytest.raises(PageError, match="不是完好的 Word 文档"):
        text_of(tmp_path / "b.docx")


def test_old_formats_are_kept_as_they_are_and_said(tmp_path):
    kept = enclose("办法.doc", b"\xd0\xcf\x11\xe0 old")
    assert kept.released == kept.content
    assert "未清除隐藏信息" in kept.note
    assert enclose("表.csv", "片区\n".encode()).note == ""


@pytest.mark.parametrize("name", ["page.html", "run.exe", "picture.svg", "fake.doc", "fake.png"])
def test_what_could_harm_or_is_not_what_it_says_is_refused(name):
    with pytest.raises(AttachmentError):
        enclose(name, b"<script>")


def test_links_inside_the_old_site_are_found_and_those_outside_left():
    text = '<img src="a%20b.png" alt="x"><a href="c.pdf">c</a><a href="https://x.example/">d</a><a href="#e">e</a>'
    assert list(local_links(text)) == [("img", "a b.png"), ("a", "c.pdf")]
    told = with_images(text, {"a b.png": "files/ab.png"})
    assert '<img src="files/ab.png" alt="x">' in told
    assert '<a href="https://x.example/">' in told
    assert "c.pdf" not in told
    assert with_images('<img src="gone.png">', {}) == ""
