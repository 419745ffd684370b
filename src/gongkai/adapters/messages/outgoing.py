"""What is sent, and by whom: ``Sender`` is the interface that a county's SMS gateway implements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Route = Literal["email", "sms"]


class NotSentError(Exception):
    """A message could not be handed over; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: ``key`` is the same on every try, so that a gateway can drop repetitions."""

    key: str
    route: Route
    address: str
    subject: str
    text: str

    def __repr__(self) -> str:
        """Return the key and route only: logs must not hold an address."""
        return f"<Outgoing {self.key} {self.route}>"


class Sender(Protocol):
    """Hands a message over."""

    def send(self, message: Outgoing) -> None:
        """Hand the message over.

        Raises:
            NotSentError: It was not taken; the caller tries again later.
        """
        ...
