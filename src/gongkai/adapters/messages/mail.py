"""A mail server as a sender (SMTP)."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from gongkai.adapters.messages.outgoing import NotSentError, Outgoing

PATIENCE = 20  # seconds


@dataclass(frozen=True, slots=True)
class MailSender:
    """Sends e-mail through a server of the county, encrypted unless it stands on the same machine."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    encrypted: bool = True
    connect: Callable[..., smtplib.SMTP] = smtplib.SMTP

    def send(self, message: Outgoing) -> None:
        """Send one e-mail.

        Raises:
            NotSentError: The server cannot be reached or refuses, or the message is no e-mail.
        """
        if message.route != "email":
            raise NotSentError(f"{message.key}: a mail server sends no {message.route}")
        letter = EmailMessage()
        letter["From"], letter["To"] = self.sender, message.address
        letter["Subject"] = message.subject
        letter["Message-ID"] = f"<{message.key}@{self.host}>"
        letter.set_content(message.text)
        try:
            with self.connect(self.host, self.port, timeout=PATIENCE) as server:
                if self.encrypted:
                    server.starttls()
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(letter)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NotSentError(f"{self.host}:{self.port}: {type(error).__name__}") from error
