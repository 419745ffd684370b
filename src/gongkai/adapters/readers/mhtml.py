"""Web pages saved as one file (mht), as Word and browsers do: the page inside is read."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import Message

from gongkai.adapters.readers import html
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.reporting.printed import PrintedDocument


def read(data: bytes, path: str) -> PrintedDocument:
    """Read the first HTML part.

    Raises:
        UnreadableError: There is no such part.
    """
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        page = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        content = _content(page) if page is not None else None
    except (email.errors.MessageError, ValueError, LookupError) as error:
        raise UnreadableError(Refusal.BROKEN, "mht 结构不完整") from error
    if not content:
        raise UnreadableError(Refusal.NO_TEXT, "mht 里没有网页")
    return html.read(content, path)


def _content(part: Message) -> bytes | None:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None
