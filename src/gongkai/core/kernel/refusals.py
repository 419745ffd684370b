"""Refusals (不能办理): every reason at once, each with the fact, the next step and its basis."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an act is not permitted, in Chinese: the fact first, then the next step."""

    code: str
    sentence: str
    basis: str = ""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the program
    """An action was refused before anything was changed; ``reasons`` holds all of them."""

    def __init__(self, reasons: list[Reason] | tuple[Reason, ...]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("；".join(reason.sentence for reason in self.reasons))
