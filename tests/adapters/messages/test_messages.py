"""Sending by folder and by mail server."""

from __future__ import annotations

import json
import smtplib
from typing import ClassVar

import pytest

from gongkai.adapters.messages.folder import FolderSender
from gongkai.adapters.messages.mail import MailSender
from gongkai.adapters.messages.outgoing import NotSentError, Outgoing

MAIL = Outgoing("notice.7", "email", "zhou@example.cn", "政府信息公开申请", "您的申请已经答复")


def test_a_folder_takes_each_message_once(tmp_path):
    sender = FolderSender(tmp_path / "out")
    sender.send(MAIL)
    sender.send(MAIL)
    (written,) = (tmp_path / "out").iterdir()
    assert json.loads(written.read_text("utf-8"))["address"] == "zhou@example.cn"
    assert written.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(NotSentError):
        FolderSender(tmp_path / "out").send(MAIL)


class Server:
    """A mail server that keeps what it gets, or refuses."""

    kept: ClassVar[list] = []
    refuses = False

    def __init__(self, *where, timeout):
        self.steps = [where] if timeout else []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def starttls(self):
        self.steps.append("starttls")

    def login(self, *who):
        self.steps.append(who[0])

    def send_message(self, letter):
        if self.refuses:
            raise smtplib.SMTPRecipientsRefused({})
        Server.kept.append((self.steps, letter))


def test_a_mail_goes_out_encrypted_with_its_key():
    Server.kept.clear()
    MailSender("mail.gov.test", 587, "ogi@gov.test", user="ogi", connect=Server).send(MAIL)
    ((steps, letter),) = Server.kept
    assert steps == [("mail.gov.test", 587), "starttls", "ogi"]
    assert letter["Message-ID"] == "<notice.7@mail.gov.test>"
    assert "您的申请已经答复" in letter.get_content()


def test_what_is_refused_or_no_mail_is_told_without_the_address():
    class Refusing(Server):
        refuses = True

    sender = MailSender("mail.gov.test", 587, "ogi@gov.test", connect=Refusing)
    with pytest.raises(NotSentError) as error:
        sender.send(MAIL)
    assert "zhou" not in str(error.value)
    sms = Outgoing("notice.8", "sms", "13800001234", "", "已经答复")
    with pytest.raises(NotSentError):
        sender.send(sms)
    assert "13800001234" not in repr(sms)
