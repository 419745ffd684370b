"""How a letter is set (公文样式): whose it is, with or without a red head, with or without the seal's place."""

from __future__ import annotations

from dataclasses import dataclass

RED = "C00000"


@dataclass(frozen=True, slots=True)
class LetterStyle:
    """What the county chooses for its letters.

    ``head`` is what stands in red above the letter, the body's name when empty; ``seal_place``
    keeps the words （印章） in print, for papers that are still to be sealed by hand.
    """

    body: str
    red_head: bool = False
    head: str = ""
    seal_place: bool = True

    @property
    def red(self) -> str:
        """Return the red head, ``""`` without one."""
        return (self.head or self.body) if self.red_head else ""

    def printed(self, signature: str) -> str:
        """Return the signature as it is printed."""
        return signature if self.seal_place else signature.replace("（印章）", "")
