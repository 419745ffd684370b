"""Applying as a citizen: form, check page, receipt, status; and those who try what is not theirs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.casework import actions
from gongkai.apps.casework.models import Case, FailedLookUp
from gongkai.apps.trail.models import Entry
from gongkai.web.public.applying import human
from tests.apps.casework.desk import Desk
from tests.apps.factories import County

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251 - the pages read the clock themselves, and so must who tests them
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk(settings) -> Desk:
    settings.RATE_LIMITS = []
    return Desk(County())


def written(desk: Desk, **changed: str) -> dict[str, str]:
    """Return what a person writes into the form, shown a minute ago."""
    return {
        "body": desk.body.slug,
        "kind": "natural_person",
        "name": "周明远",
        "id_number": "110105194912310021",
        "telephone": "13800001234",
        "supply": "electronic",
        "supply_route": "online",
        "matter_1": "2025年城关镇集体土地征收补偿方案",
        "count": "1",
        "stamp": human.stamp(now() - timedelta(minutes=1)),
        **changed,
    }


def send(client: Client, told: dict[str, object], step: str):
    return client.post("/apply/", {**told, "step": step})


def filed(client: Client, desk: Desk, **changed: str) -> tuple[str, str]:
    """File an application in the browser; return its number and code."""
    told = written(desk, key="k1", **changed)
    shown = send(client, told, "file").content.decode()
    return (
        re.search(r"申请编号</dt><dd>([^<]+)<", shown)[1],
        re.search(r"查询码</dt><dd>([^<]+)<", shown)[1],
    )


def test_from_the_form_to_the_receipt(desk: Desk) -> None:
    client = Client()
    shown = client.get("/apply/").content.decode()
    assert shown.count("<h1") == 1
    assert desk.body.name in shown
    checked = send(client, written(desk), "check")
    assert checked.status_code == 200
    assert "2025年城关镇集体土地征收补偿方案" in checked.content.decode()
    assert not Case.objects.exists()
    number, code = filed(client, desk)
    case = Case.objects.get()
    assert case.reference == number
    assert case.applicant.name == "周明远"
    assert len(code.replace("-", "")) == 12
    assert "no-store" in checked["Cache-Control"]


def test_all_mistakes_are_told_at_once_and_nothing_typed_is_lost(desk: Desk) -> None:
    told = written(desk, name="", id_number="", telephone="", supply="", email="不是邮箱")
    answer = send(Client(), told, "check")
    shown = answer.content.decode()
    assert answer.status_code == 422
    for word in ("姓名或者名称", "身份证明", "联系方式", "方式、途径", "电子邮箱的写法不对"):
        assert word in shown.partition("error-summary")[2].partition("</div>")[0]
    assert "2025年城关镇集体土地征收补偿方案" in shown
    assert not Case.objects.exists()


def test_more_matters_and_back_keep_what_was_written(desk: Desk) -> None:
    client = Client()
    shown = send(client, written(desk), "more").content.decode()
    assert 'name="matter_2"' in shown
    assert "周明远" in shown
    told = written(desk, count="2", matter_2="同一地块的征地批复")
    shown = send(client, told, "edit").content.decode()
    assert "同一地块的征地批复" in shown
    filed(client, desk, count="2", matter_2="同一地块的征地批复")
    assert [one.description for one in Case.objects.get().matters.order_by("position")] == [
        "2025年城关镇集体土地征收补偿方案",
        "同一地块的征地批复",
    ]


def test_sending_one_form_twice_files_it_once(desk: Desk) -> None:
    client = Client()
    number, _ = filed(client, desk)
    again = send(client, written(desk, key="k1"), "file").content.decode()
    assert number in again
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"website": "http://spam.example"}, "不该填"),
        ({"stamp": "forged"}, "表单不完整"),
        ({"stamp": ""}, "表单不完整"),
    ],
)
def test_what_programs_send_is_not_filed(desk: Desk, changed: dict[str, str], word: str) -> None:
    answer = send(Client(), written(desk, **changed), "file")
    assert word in answer.content.decode()
    assert not Case.objects.exists()


def test_what_comes_back_at_once_is_not_filed(desk: Desk) -> None:
    told = written(desk, stamp=human.stamp(now()))
    assert "太快" in send(Client(), told, "file").content.decode()
    assert not Case.objects.exists()


def test_attachments_are_checked_by_content(desk: Desk) -> None:
    forged = SimpleUploadedFile("授权委托书.pdf", b"MZ\x90\x00 not a pdf")
    answer = Client().post("/apply/", {**written(desk), "step": "file", "files": [forged]})
    assert answer.status_code == 422
    assert "授权委托书.pdf" in answer.content.decode()
    assert not Case.objects.exists()


def test_script_is_shown_as_text(desk: Desk) -> None:
    client = Client()
    told = written(desk, name=SCRIPT, matter_1=SCRIPT, telephone=SCRIPT)
    for step in ("check", "edit", "more"):
        assert SCRIPT not in send(client, told, step).content.decode()


def test_fields_that_are_not_the_applicants_change_nothing(desk: Desk) -> None:
    client = Client()
    filed(client, desk, state="concluded", outcome="granted", serial="99", joint="7")
    case = Case.objects.get()
    assert (case.state, case.serial, case.joint_applicants) == ("received", 1, 1)


def test_form_without_its_mark_is_refused(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, written(desk), "file").status_code == 403
    assert not Case.objects.exists()


def opened(desk: Desk) -> tuple[Client, Case]:
    """Open a case by number and code in a new browser."""
    number, code = filed(Client(), desk)
    client = Client()
    answer = client.post("/apply/status/", {"number": number, "code": code})
    assert answer["Location"] == "/apply/status/"
    return client, Case.objects.get(reference=number)


def test_status_by_number_and_code(desk: Desk) -> None:
    client, case = opened(desk)
    shown = client.get("/apply/status/").content.decode()
    assert case.reference in shown
    assert "确认收到申请的日期" in shown
    assert "周明远" not in shown
    assert "110105194912310021" not in shown


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "", "' OR 1=1 --"])
def test_wrong_code_tells_nothing(desk: Desk, code: str) -> None:
    number, _ = filed(Client(), desk)
    answer = Client().post("/apply/status/", {"number": number, "code": code})
    unknown = Client().post("/apply/status/", {"number": "nobody-2026-00009", "code": code})
    assert answer.status_code == unknown.status_code == 422
    assert "办理经过" not in answer.content.decode()


def test_guessing_codes_is_locked_and_on_the_trail(desk: Desk) -> None:
    number, code = filed(Client(), desk)
    client = Client()
    for _ in range(5):
        client.post("/apply/status/", {"number": number, "code": "AAAA-BBBB-CCCC"})
    answer = client.post("/apply/status/", {"number": number, "code": code})
    assert answer.status_code == 422
    assert FailedLookUp.objects.count() == 5
    assert Entry.objects.filter(action="casework.case.code_refused").count() == 5


def test_another_browser_sees_nothing(desk: Desk) -> None:
    _, case = opened(desk)
    stranger = Client()
    assert "申请编号" in stranger.get("/apply/status/").content.decode()
    for address in ("supplement", "withdraw", "rate"):
        answer = stranger.post(f"/apply/status/{address}/", {"remark": "x", "text": "x"})
        assert answer["Location"] == "/apply/status/"
    case.refresh_from_db()
    assert case.state == "received"


def test_papers_of_another_case_are_not_handed_out(desk: Desk) -> None:
    client, _ = opened(desk)
    other = desk.handed_in()
    paper = other.papers.first()
    key = paper.pk if paper else 1
    assert client.get(f"/apply/status/papers/{key}/").status_code == 422


def test_withdrawing_needs_a_word_and_then_ends_the_case(desk: Desk) -> None:
    client, case = opened(desk)
    assert client.post("/apply/status/withdraw/", {"remark": ""}).status_code == 422
    answer = client.post("/apply/status/withdraw/", {"remark": "已经自行找到"})
    assert answer["Location"] == "/apply/status/"
    case.refresh_from_db()
    assert case.state == "concluded"
    assert "撤回" in client.get("/apply/status/").content.decode()


def test_leaving_closes_the_case(desk: Desk) -> None:
    client, case = opened(desk)
    client.post("/apply/status/leave/")
    assert case.reference not in client.get("/apply/status/").content.decode()


def test_supplementing_online(desk: Desk) -> None:
    client, case = opened(desk)
    at = now()
    by = desk["ogi_office"]
    actions.confirm_receipt(
        case=case,
        seen=Case.objects.get(pk=case.pk).version,
        on=at.date(),
        remark="电话",
        by=by,
        at=at,
    )
    case.refresh_from_db()
    actions.request_supplementation(
        case=case,
        seen=case.version,
        faults=["description"],
        until=at.date() + timedelta(days=15),
        remark="",
        by=desk["case_officer"],
        at=at,
    )
    assert "提交补正" in client.get("/apply/status/").content.decode()
    answer = client.post("/apply/status/supplement/", {"text": "指的是建设路以北的地块"})
    assert answer["Location"] == "/apply/status/"
    assert "提交补正" not in client.get("/apply/status/").content.decode()


def test_blank_form_is_a_pdf() -> None:
    answer = Client().get("/apply/blank-form.pdf")
    assert answer.content.startswith(b"%PDF-")
