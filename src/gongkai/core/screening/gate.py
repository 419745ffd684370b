"""The gate before release: every check over one text, in the order of the text."""

from __future__ import annotations

import dataclasses
from datetime import date

from gongkai.core.screening import names, personal_data, wording
from gongkai.core.screening.alarms import Alarm
from gongkai.core.screening.folding import fold


def screen(text: str, *, on: date, where: str = "") -> tuple[Alarm, ...]:
    """Return every alarm over ``text`` on the day ``on``, in the order of the text.

    ``where`` names the part the text comes from (the body, a comment of an attachment, a hidden
    sheet). Spans are offsets into ``text`` as given.
    """
    folded = fold(text)
    alarms = [
        *wording.find(folded, on=on),
        *names.find(folded),
        *personal_data.find(folded, on=on),
    ]
    alarms.sort(key=lambda alarm: (alarm.spans[0], alarm.rule))
    return tuple(dataclasses.replace(alarm, where=where) for alarm in alarms)
