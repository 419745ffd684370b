"""The case file: every paper in it, numbered through, and a package that tells when it was changed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from gongkai.adapters.case_file.papers import Cover, PaperFile
from gongkai.adapters.case_file.transfer import faults, write_transfer
from gongkai.adapters.case_file.volume import write_volume
from gongkai.adapters.writers.plain_pdf import write_plain_pdf

COVER = Cover(
    body="某某县自然资源局",
    case_number="2026-0003",
    title="某某村土地征收补偿方案",
    applicant="张三",
    received_on=date(2026, 11, 2),
    concluded_on=date(2026, 11, 20),
    outcome="部分公开",
    retention="十年",
    filed_by="李某",
    remarks="原件齐全。",
)


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "grey").save(stream, "PNG")
    return stream.getvalue()


def turned(content, turn):
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            page.set_rotation(turn)
        document.save(stream)
    return stream.getvalue()


LONG = write_plain_pdf("答复书", ["正文一行"] * 100)
PAPERS = (
    PaperFile(
        "申请表", "a.pdf", write_plain_pdf("申请表", ["申请内容"]), date(2026, 11, 2), "张三"
    ),
    PaperFile("答复书", "b.pdf", LONG, date(2026, 11, 20), "某某县自然资源局"),
    PaperFile("转向的扫描件", "c.pdf", turned(LONG, 90)),
    PaperFile("现场照片", "d.png", picture()),
    PaperFile("说明", "e.txt", "一二三四五".encode()),
    PaperFile("电话录音", "f.mp3", b"ID3\x00\x01\x02" * 50),
)


@pytest.fixture(scope="module")
def volume():
    return write_volume(COVER, PAPERS)


@pytest.fixture(scope="module")
def texts(volume):
    with pypdfium2.PdfDocument(volume.content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_index_names_the_pages_of_each_paper(volume):
    assert [(line.number, line.paper.title, line.pages) for line in volume.index] == [
        (1, "申请表", "1"),
        (2, "答复书", "2—4"),
        (3, "转向的扫描件", "5—7"),
        (4, "现场照片", "8"),
        (5, "说明", "9"),
        (6, "电话录音", "10"),
    ]
    assert volume.pages == 10


def test_cover_and_index_are_printed(texts):
    cover, index = re.sub(r"\s", "", texts[0]), re.sub(r"\s", "", texts[1])
    for words in (
        "某某县自然资源局",
        "2026-0003",
        "某某村土地征收补偿方案",
        "2026年11月20日",
        "十年",
        "本卷共6件10页",
    ):
        assert words in cover
    for words in ("卷内目录", "转向的扫描件", "5—7", "原文件另存"):
        assert words in index
    assert "卷内备考表" in texts[-1]
    assert "原件齐全" in texts[-1]


def test_every_page_of_the_papers_carries_its_number(texts, volume):
    for number, text in enumerate(texts[2:-1], 1):
        assert str(number) in text.split(), number
    assert len(texts) == volume.pages + 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_number_stands_below_and_outside_however_the_page_is_turned(turn):
    papers = [PaperFile("一", "a.pdf", turned(write_plain_pdf("一", ["x"]), turn))]
    made = write_volume(COVER, papers)
    with pypdfium2.PdfDocument(made.content) as document:
        grey = document[2].render(scale=1).to_pil().convert("L")
    corner = grey.crop((grey.width - 60, grey.height - 40, grey.width, grey.height))
    assert corner.getextrema()[0] < 100
    assert grey.crop((0, grey.height - 40, 60, grey.height)).getextrema()[0] > 200


def test_what_cannot_be_shown_is_told_and_kept(texts, volume):
    assert "不能显示为页面" in texts[-2]
    with zipfile.ZipFile(io.BytesIO(write_transfer(COVER, volume))) as package:
        assert package.read("papers/006-电话录音.mp3") == PAPERS[5].content


def test_the_package_holds_papers_metadata_and_digests(volume):
    made = write_transfer(COVER, volume, events=[("2026-11-02", "收到申请")])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        told = json.loads(package.read("metadata.json"))
        xml = package.read("metadata.xml").decode()
    assert names[:3] == ["volume.pdf", "papers/001-申请表.pdf", "papers/002-答复书.pdf"]
    assert told["events"] == [{"at": "2026-11-02", "what": "收到申请"}]
    assert told["papers"][1]["pages"] == "2—4"
    assert "<title>某某村土地征收补偿方案</title>" in xml
    assert faults(made) == ()


def test_the_same_case_gives_the_same_package(volume):
    assert write_transfer(COVER, volume) == write_transfer(COVER, volume)


def spoilt(package, *, drop="", change="", add=""):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, b"other" if name == change else old.read(name))
        if add:
            new.writestr(add, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"drop": "volume.pdf"}, "缺少文件 volume.pdf"),
        ({"change": "papers/005-说明.txt"}, "文件 papers/005-说明.txt 与清单的摘要值不符"),
        ({"add": "papers/007.txt"}, "多出文件 papers/007.txt"),
        ({"drop": "manifest.json"}, "移交包里没有 manifest.json，无法核对"),
    ],
)
def test_a_changed_package_is_told(volume, how, said):
    assert faults(spoilt(write_transfer(COVER, volume), **how)) == (said,)


def test_names_in_the_package_cannot_lead_elsewhere(volume):
    papers = [
        PaperFile("../../etc/passwd", "..\\x.sh/..", b"text"),
        PaperFile("", "无后缀", b"text"),
    ]
    made = write_transfer(COVER, write_volume(COVER, papers))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = [name for name in package.namelist() if name.startswith("papers/")]
    assert names == ["papers/001-_.._etc_passwd", "papers/002-材料"]
