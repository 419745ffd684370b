"""Applications on the screens of the office: every state shown, a whole case led through the forms."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.casework.models import Case
from gongkai.apps.trail.models import Entry
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.web.office.casework.acts import ACTS
from gongkai.web.office.casework.page import OWN_PAGES
from tests.apps.casework.desk import IN_STATE, Desk, filled
from tests.apps.factories import County

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251 - the pages read the clock themselves, and so must who tests them
HIDDEN = ("周明远", "110105194912310021", "13800001234", "zhou@example.cn")
# Acts that papers, remedies and the applicant's own pages do, not the buttons of the case.
ELSEWHERE = {
    "rate", "attach_paper", "release_paper", "read_personal_data", "issue_letter", "print_reply",
    "register_remedy", "advance_remedy", "propose_disclosure", "anonymize",
}  # fmt: skip


@pytest.fixture
def desk(settings) -> Desk:
    settings.RATE_LIMITS = []
    return Desk(County())


def signed_in(desk: Desk, role: str) -> Client:
    client = Client()
    client.force_login(desk[role])
    return client


def do(client: Client, case: Case, name: str, **given: object):
    """Do an act as the form does it, with the version on the screen."""
    case.refresh_from_db()
    told = {"seen": case.version, **given}
    return client.post(f"/office/cases/{case.pk}/acts/{name}/", told)


def done(client: Client, case: Case, name: str, **given: object) -> None:
    answer = do(client, case, name, **given)
    assert answer.status_code == 302, re.findall(
        r"error-summary.*?</div>", answer.content.decode(), re.S
    )


@pytest.mark.parametrize("state", list(IN_STATE))
def test_a_case_in_every_state_is_shown_without_the_applicants_data(desk: Desk, state: str) -> None:
    case = desk.in_state(state)
    shown = signed_in(desk, "ogi_office").get(f"/office/cases/{case.pk}/").content.decode()
    assert case.reference in shown
    assert lifecycle().states[case.state].label in shown
    for words in HIDDEN:
        assert words not in shown


def test_every_act_of_the_table_has_its_place(desk: Desk) -> None:
    assert set(ACTS) | set(OWN_PAGES) | ELSEWHERE == set(lifecycle().acts)


@pytest.mark.parametrize("name", list(ACTS))
def test_every_act_shows_what_it_asks_or_why_not(desk: Desk, name: str) -> None:
    states = [state for state in lifecycle().acts[name].states if state in IN_STATE]
    case = desk.in_state(states[0] if states else "handling")
    role = next(iter(set(lifecycle().acts[name].who) - {"applicant", "timetable"}))
    answer = signed_in(desk, role).get(f"/office/cases/{case.pk}/acts/{name}/")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "确认" in shown or "现在还不能办理" in shown


def test_lists_and_register_name_no_applicant(desk: Desk) -> None:
    for state in ("received", "handling", "concluded", "void"):
        desk.in_state(state)
    client = signed_in(desk, "ogi_office")
    for address in ("", "?tab=work", "?tab=waiting", "?tab=overdue", "?export=xlsx", "register/"):
        answer = client.get(f"/office/cases/{address}")
        assert answer.status_code == 200
        for words in HIDDEN:
            assert words.encode() not in answer.content
    assert "编号连续" in client.get("/office/cases/register/?year=2026").content.decode()


def test_statistics_open_down_to_the_cases(desk: Desk) -> None:
    case = desk.in_state("concluded")
    client = signed_in(desk, "ogi_office")
    cell = "applications.granted.natural_person"
    shown = client.get(f"/office/cases/statistics/?year=2026&cell={cell}").content.decode()
    assert case.reference in shown


def test_revealing_needs_a_reason_and_stands_on_the_trail(desk: Desk) -> None:
    case = desk.in_state("handling")
    client = signed_in(desk, "ogi_office")
    address = f"/office/cases/{case.pk}/reveal/"
    assert "周明远" not in client.post(address, {"remark": ""}).content.decode()
    assert "周明远" in client.post(address, {"remark": "核对身份"}).content.decode()
    assert Entry.objects.filter(action__startswith="casework.case.personal").count() == 1


def test_another_body_does_not_see_the_case(desk: Desk) -> None:
    case = desk.in_state("handling")
    stranger = Client()
    stranger.force_login(desk.county.outsider)
    for address in ("", "acts/confirm_receipt/", "reply/", "papers/1/"):
        assert stranger.get(f"/office/cases/{case.pk}/{address}").status_code == 404
    answer = stranger.post(f"/office/cases/{case.pk}/acts/void/", {"remark": "x", "seen": 1})
    assert answer.status_code == 404


def test_all_reasons_at_once_and_nothing_done(desk: Desk) -> None:
    case = desk.in_state("handling")
    answer = do(signed_in(desk, "ogi_office"), case, "request_supplementation", faults=[])
    assert answer.status_code == 422
    assert "期限" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == "handling"


def test_whoever_was_quicker_wins(desk: Desk) -> None:
    case = desk.in_state("handling")
    client = signed_in(desk, "ogi_head")
    told = {"seen": case.version - 1, "remark": "登记了两次"}
    answer = client.post(f"/office/cases/{case.pk}/acts/void/", told)
    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.state == "handling"


def test_from_the_counter_to_the_signature(desk: Desk) -> None:
    """Register at the counter, draft with the template, review, sign, serve: through the forms only."""
    clerk = signed_in(desk, "ogi_office")
    registered = clerk.post(
        "/office/cases/new/",
        {
            "body": desk.body.pk,
            "channel": "in_person",
            "day-handed_in": f"{now():%Y-%m-%d}",
            "kind": "natural_person",
            "name": "周明远",
            "id_number": "110105194912310021",
            "telephone": "13800001234",
            "matters": "2025年城关镇集体土地征收补偿方案",
            "supply": "paper",
            "supply_route": "in_person",
        },
    )
    assert "查询码" in registered.content.decode()
    case = Case.objects.get()
    officer = signed_in(desk, "case_officer")
    kind = "granted.given"
    details = {f"detail-{key}": value for key, value in filled(kind).items()}
    told = {"kind": kind, **details}
    address = f"/office/cases/{case.pk}/reply/"
    merged = officer.post(address, {**told, "step": "merge", "seen": case.version})
    text = re.search(r'<textarea name="text"[^>]*>(.*?)</textarea>', merged.content.decode(), re.S)[
        1
    ]
    assert "征收补偿方案" in text
    saved = officer.post(
        address, {**told, "step": "save", "seen": case.version, "text": text.strip()}
    )
    assert saved.status_code == 302
    assert "检查结果" in officer.get(address).content.decode()
    case.refresh_from_db()
    assert case.replies.get().text.strip()
    refused = do(officer, case, "approve_reply")
    assert refused.status_code in (404, 422)


def test_papers_are_taken_in_released_and_bound(desk: Desk) -> None:
    case = desk.in_state("serving")
    client = signed_in(desk, "ogi_office")
    assert client.post(f"/office/cases/{case.pk}/papers/", {"kind": "record"}).status_code == 422
    record = SimpleUploadedFile("方案.txt", "补偿方案全文".encode())
    client.post(f"/office/cases/{case.pk}/papers/", {"kind": "record", "files": [record]})
    paper = case.papers.get(kind="record")
    client.post(f"/office/cases/{case.pk}/papers/{paper.pk}/release/")
    paper.refresh_from_db()
    assert paper.released
    assert (
        client.get(f"/office/cases/{case.pk}/papers/{paper.pk}/").content.decode() == "补偿方案全文"
    )
    client.post(f"/office/cases/{case.pk}/print/")
    assert case.papers.filter(kind="reply").count() == 1
    address = f"/office/cases/{case.pk}/file/volume/"
    assert client.post(address, {"remark": ""}).status_code == 422
    assert client.post(address, {"remark": "归档"}).content.startswith(b"%PDF-")
    assert client.post(f"/office/cases/{case.pk}/file/other/", {"remark": "x"}).status_code == 404


def test_the_applicants_own_words_are_shown_as_text(desk: Desk) -> None:
    case = desk.handed_in("<script>alert(1)</script>", name="<b>周</b>")
    shown = signed_in(desk, "ogi_office").get(f"/office/cases/{case.pk}/").content.decode()
    assert "<script>alert(1)" not in shown


def test_reviews_and_signature_through_the_forms(desk: Desk) -> None:
    case = desk.reviewing(at=now() - timedelta(minutes=5))
    done(
        signed_in(desk, "secrecy_reviewer"), case, "give_secrecy_opinion", verdict="agree", note=""
    )
    done(signed_in(desk, "ogi_head"), case, "approve_reply", note="")
    done(signed_in(desk, "reply_signer"), case, "sign_reply", note="")
    clerk = signed_in(desk, "ogi_office")
    done(
        clerk, case, "serve_reply", service="by_hand", on=f"{now():%Y-%m-%d}", proof="签收", note=""
    )
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("concluded", "granted.given")
