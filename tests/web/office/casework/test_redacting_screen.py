"""Redacting on the screen: boxes by words, clicks and figures, the copy, and who may not."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from gongkai.adapters.writers.plain_pdf import write_plain_pdf
from gongkai.apps.casework import sealed_files
from gongkai.apps.casework.actions import attach_paper
from gongkai.apps.casework.models import Paper
from gongkai.apps.casework.papers import PaperIn
from tests.apps.casework.desk import START, Desk
from tests.apps.factories import County

pytestmark = pytest.mark.django_db
HOME = "王小明住桃溪路九号"


@pytest.fixture
def paper(settings) -> Paper:
    settings.RATE_LIMITS = []
    desk = Desk(County())
    case = desk.handed_in(at=START)
    content = write_plain_pdf("补偿明细", [HOME, "手机13812341234", *["公开内容"] * 60, HOME])
    made = attach_paper(
        case=case,
        kind="original",
        paper=PaperIn("明细.pdf", content),
        by=desk["ogi_office"],
        at=START,
    )
    made.desk = desk
    return made


def signed_in(paper: Paper, role: str) -> Client:
    client = Client()
    client.force_login(paper.desk[role])
    return client


@pytest.fixture
def clerk(paper: Paper) -> Client:
    return signed_in(paper, "ogi_office")


def address(paper: Paper) -> str:
    return f"/office/cases/{paper.case_id}/papers/{paper.pk}/redact/"


GROUND = {"ground": "third_party_rights.personal_privacy", "reason": "公开会泄露住址"}


def boxes_of(answer) -> list:
    written = re.search(r'name="boxes" value="([^"]*)"', answer.content.decode())[1]
    return json.loads(written.replace("&#34;", '"').replace("&quot;", '"'))


def test_the_page_shows_the_picture_and_no_box(clerk, paper):
    shown = clerk.get(address(paper))
    assert shown.status_code == 200
    assert "还没有遮盖框" in shown.content.decode()
    picture = clerk.get(re.search(r'src="([^"]*\.png[^"]*)"', shown.content.decode())[1])
    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "no-store"


def test_words_are_found_and_the_copy_is_made(clerk, paper):
    found = clerk.post(address(paper), {"find": "1", "words": HOME, "boxes": "[]", **GROUND})
    boxes = boxes_of(found)
    assert [box[0] for box in boxes] == [1, 2]
    assert "找到 2 处，在第 1、2 页" in found.content.decode()
    done = clerk.post(address(paper), {"make": "1", "boxes": json.dumps(boxes)})
    assert done.status_code == 302
    made = Paper.objects.get(kind=Paper.Kind.RECORD)
    assert HOME.encode() not in sealed_files.read(made.digest)


def test_personal_numbers_are_found_by_a_button(clerk, paper):
    found = clerk.post(address(paper), {"numbers": "1", "boxes": "[]", **GROUND})
    assert len(boxes_of(found)) == 1


def test_two_clicks_make_a_box(clerk, paper):
    one = clerk.post(address(paper), {"corner.x": "80", "corner.y": "113", "boxes": "[]", **GROUND})
    first = re.search(r'name="first" value="([^"]*)"', one.content.decode())[1]
    assert "再点对角" in one.content.decode()
    given = {"corner.x": "400", "corner.y": "226", "first": first, "first_page": "1"}
    two = clerk.post(address(paper), {**given, "boxes": "[]", **GROUND})
    (box,) = boxes_of(two)
    assert box[:3] == [1, 0.1, pytest.approx(0.1, abs=0.001)]
    assert box[3:7] == [
        0.5,
        pytest.approx(0.2, abs=0.001),
        "third_party_rights",
        "personal_privacy",
    ]


def test_figures_make_a_box_and_a_button_removes_it(clerk, paper):
    sides = {"figures": "1", "left": "10", "top": "20", "right": "50", "bottom": "30"}
    made = clerk.post(address(paper), {**sides, "boxes": "[]", **GROUND})
    assert boxes_of(made)[0][:5] == [1, 0.1, 0.2, 0.5, 0.3]
    gone = clerk.post(address(paper), {"remove": "1", "boxes": json.dumps(boxes_of(made))})
    assert boxes_of(gone) == []
    wrong = clerk.post(address(paper), {**sides, "left": "60", "boxes": "[]", **GROUND})
    assert wrong.status_code == 422


def test_words_left_elsewhere_are_told_and_nothing_typed_is_lost(clerk, paper):
    found = clerk.post(address(paper), {"find": "1", "words": HOME, "boxes": "[]", **GROUND})
    first_page = json.dumps([box for box in boxes_of(found) if box[0] == 1])
    told = clerk.post(address(paper), {"make": "1", "boxes": first_page, "name": "公开明细.pdf"})
    assert told.status_code == 422
    page = told.content.decode()
    assert f"遮盖的“{HOME}”在第 2 页仍能看到" in page
    assert 'name="leftovers_seen"' in page
    assert "公开明细.pdf" in page
    given = {"make": "1", "boxes": first_page, "name": "公开明细.pdf", "leftovers_seen": "on"}
    assert clerk.post(address(paper), given).status_code == 302
    assert Paper.objects.get(kind=Paper.Kind.RECORD).name == "公开明细.pdf"


def test_no_word_stands_in_an_address(clerk, paper):
    found = clerk.post(address(paper), {"find": "1", "words": HOME, "boxes": "[]", **GROUND})
    links = re.findall(r'(?:href|src|action)="([^"]*)"', found.content.decode())
    assert [link for link in links if "王小明" in link or "%E7%8E%8B" in link] == []


@pytest.mark.parametrize("boxes", ["x", "[1]", '[[1,0,0,1,1,"none",""]]', '{"a":1}'])
def test_forged_boxes_are_refused(clerk, paper, boxes):
    assert clerk.post(address(paper), {"make": "1", "boxes": boxes}).status_code == 400


def test_nobody_else_sees_or_redacts_it(paper):
    for role in ("drafter", "supervisor"):
        client = signed_in(paper, role)
        assert client.get(address(paper)).status_code in (403, 404)
        assert client.get(address(paper) + "1.png").status_code in (403, 404)
    assert Client().get(address(paper)).status_code == 302


def test_personal_data_left_in_the_copy_are_told_masked(clerk, paper):
    sides = {"figures": "1", "left": "10", "top": "90", "right": "50", "bottom": "95"}
    boxes = boxes_of(clerk.post(address(paper), {**sides, "page": "2", "boxes": "[]", **GROUND}))
    done = clerk.post(address(paper), {"make": "1", "boxes": json.dumps(boxes)}, follow=True)
    page = done.content.decode()
    assert "公开件第 1 页：疑似手机号码“13*******34”" in page
    assert "13812341234" not in page


def test_what_cannot_be_shown_as_pages_says_so(paper):
    client = signed_in(paper, "ogi_office")
    broken = PaperIn("损坏.pdf", b"%PDF-1.4 broken")
    other = attach_paper(
        case=paper.case, kind="original", paper=broken, by=paper.desk["ogi_office"], at=START
    )
    shown = client.get(address(other))
    assert shown.status_code == 422
    assert "PDF 已损坏或者加密，不能遮盖" in shown.content.decode()
