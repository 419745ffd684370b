"""What a case prints: letters, form, receipt, the redacted copy, the bound file."""

from __future__ import annotations

import io
import json
import re
import zipfile

import docx
import pypdfium2
import pytest

from gongkai.adapters.case_file.transfer import faults
from gongkai.adapters.redaction.boxes import Box
from gongkai.adapters.writers.plain_pdf import write_plain_pdf
from gongkai.apps.casework import printing, replying, sealed_files
from gongkai.apps.casework.actions.binding import bind_file
from gongkai.apps.casework.actions.filing_papers import attach_paper
from gongkai.apps.casework.actions.redacting import redact_paper
from gongkai.apps.casework.models import Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import local
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from tests.apps.casework.desk import Desk, on_day

NAME, NUMBER = "周明远", "110105194912310021"


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


@pytest.fixture
def desk(county):
    return Desk(county)


def test_the_form_is_filled_from_the_case(desk):
    case = desk.handed_in()
    printed = text_of(printing.application_form_pdf(case))[0]
    for words in (NAME, NUMBER, "13800001234", "2025年城关镇集体土地征收补偿方案", case.reference):
        assert words in printed


def test_the_receipt_tells_the_last_day(desk):
    case = desk.handed_in()
    printed = text_of(printing.receipt_pdf(case, today=local(on_day(0)).date()))[0]
    assert "接收回执" in printed
    assert f"不晚于{case.due_on.year}年{case.due_on.month}月{case.due_on.day}日" in printed
    assert "【待填" not in printed.replace("【待填：联系方式】", "")


def test_the_reply_is_printed_as_it_was_drafted(desk):
    case = desk.reviewing()
    reply = replying.current(case)
    today = local(on_day(3)).date()
    lines = [re.sub(r"\s", "", line) for line in reply.text.splitlines() if line.strip()]
    printed = "".join(text_of(printing.reply_pdf(reply, today=today)))
    assert [line for line in lines if line not in printed] == []
    word = docx.Document(io.BytesIO(printing.reply_docx(reply, today=today)))
    assert [re.sub(r"\s", "", each.text) for each in word.paragraphs] == lines


HOME = "王小明住建设路一号"


@pytest.fixture
def original(desk):
    case = desk.handed_in()
    content = write_plain_pdf("补偿明细", [HOME, *["公开内容"] * 5])
    paper = PaperIn("补偿明细.pdf", content)
    return attach_paper(
        case=case, kind="original", paper=paper, by=desk["ogi_office"], at=on_day(1)
    )


def box(**more):
    place = {"page": 1, "left": 0.0, "right": 1.0, "top": 0.11, "bottom": 0.132}
    return Box(**{**place, "ground": "third_party_rights", "kind": "personal_privacy", **more})


def test_a_paper_is_redacted_and_the_original_stays(desk, original):
    before = sealed_files.read(original.digest)
    made = redact_paper(paper=original, boxes=[box()], by=desk["ogi_office"], at=on_day(1, 5))
    assert (made.kind, made.name) == (Paper.Kind.RECORD, "补偿明细（已作区分处理）.pdf")
    assert sealed_files.read(original.digest) == before
    assert HOME in text_of(before)[0]
    assert HOME not in "".join(text_of(sealed_files.read(made.digest)))
    entry = Entry.objects.get(action="casework.case.paper_redacted")
    assert (
        entry.data_read()["grounds"] == ["third_party_rights.personal_privacy"]
        if hasattr(entry, "data_read")
        else "third_party_rights.personal_privacy" in str(entry.data)
    )
    assert HOME not in str(entry.data)


def test_wrong_boxes_are_told_all_at_once(desk, original):
    with pytest.raises(Refused) as refused:
        redact_paper(
            paper=original,
            boxes=[box(page=7), box(kind="")],
            by=desk["ogi_office"],
            at=on_day(1, 5),
        )
    assert "第 1 处" in str(refused.value)
    assert "第 2 处" in str(refused.value)


def test_words_left_on_other_pages_are_told_before_anything_is_made(desk):
    case = desk.handed_in()
    content = write_plain_pdf("补偿明细", [HOME, *["公开内容"] * 60, HOME])
    paper = attach_paper(
        case=case,
        kind="original",
        paper=PaperIn("明细.pdf", content),
        by=desk["ogi_office"],
        at=on_day(1),
    )
    with pytest.raises(Refused, match=f"遮盖的“{HOME}”在第 2 页仍能看到"):
        redact_paper(paper=paper, boxes=[box()], by=desk["ogi_office"], at=on_day(1, 5))
    made = redact_paper(
        paper=paper, boxes=[box()], leftovers_seen=True, by=desk["ogi_office"], at=on_day(1, 6)
    )
    assert made.kind == Paper.Kind.RECORD


def test_only_who_handles_the_case_redacts(desk, original):
    with pytest.raises(Refused):
        redact_paper(paper=original, boxes=[box()], by=desk["drafter"], at=on_day(1, 5))


def bound(desk, case, form="volume", role="ogi_office", remark="归档"):
    return bind_file(case=case, form=form, remark=remark, by=desk[role], at=on_day(30))


def test_the_file_holds_form_papers_letter_and_course(desk):
    case = desk.concluded("unable.not_existing")
    pages = text_of(bound(desk, case))
    assert "政府信息公开申请案卷" in pages[0]
    assert NAME in pages[0]
    for words in ("政府信息公开申请表", "政府信息不存在告知书", "办理经过"):
        assert words in pages[1]
    assert any("该政府信息不存在" in page for page in pages[2:])


def test_the_package_is_whole_and_tells_the_course(desk):
    case = desk.concluded("unable.not_existing")
    made = bound(desk, case, form="package")
    assert faults(made) == ()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        told = json.loads(package.read("metadata.json"))
    assert told["case_number"] == case.reference
    assert len(told["events"]) >= 2


def test_binding_leaves_a_trace_without_personal_data(desk):
    case = desk.concluded("unable.not_existing")
    bound(desk, case)
    entry = Entry.objects.get(action="casework.case.file_bound")
    assert "归档" in str(entry.data)
    assert NAME not in str(entry.data)


@pytest.mark.parametrize(("role", "remark"), [("ogi_office", ""), ("drafter", "归档")])
def test_binding_needs_a_reason_and_the_right(desk, role, remark):
    case = desk.concluded("unable.not_existing")
    with pytest.raises(Refused):
        bound(desk, case, role=role, remark=remark)
