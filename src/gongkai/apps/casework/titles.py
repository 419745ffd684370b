"""The short line of a case in lists (申请事项): what is asked for, without numbers or names of people."""

from __future__ import annotations

import re
from datetime import date

from gongkai.core.casework.application import ApplicantFacts, Application, MatterFacts
from gongkai.core.screening import personal_data

HIDDEN = "***"
# Mistyped numbers of people fail the screening's check digits; a title needs no long number at all.
LONG_NUMBER = re.compile(r"\d{11,}[Xx]?")
# Full-width digits and letters as half-width ones: the same length, so that spans still fit.
HALF_WIDTH = {
    0xFF00 + sign: 0x20 + sign for sign in range(0x01, 0x5F) if chr(0x20 + sign).isalnum()
}


def title_of(application: Application, *, on: date) -> str:
    """Return the title of an application; the descriptions themselves are encrypted, this is not.

    Personal numbers are found by the screening's own rules, names by those of the applicant.
    """
    who = application.applicant
    names = [who.name, who.contact_name, who.representative, *who.others.split()]
    whole = Application(
        applicant=ApplicantFacts(),
        matters=tuple(_without(one, names, on=on) for one in application.matters),
    )
    return whole.title


def _without(matter: MatterFacts, names: list[str], *, on: date) -> MatterFacts:
    return MatterFacts(
        description=hidden(matter.description, names, on=on),
        document_name=hidden(matter.document_name, names, on=on),
    )


def hidden(text: str, names: list[str], *, on: date) -> str:
    """Return a text with personal numbers and the names hidden."""
    alarms = personal_data.find(text.translate(HALF_WIDTH), on=on)
    for start, end in sorted((span for alarm in alarms for span in alarm.spans), reverse=True):
        text = text[:start] + HIDDEN + text[end:]
    text = LONG_NUMBER.sub(HIDDEN, text)
    for name in names:
        if len(name.strip()) > 1:
            text = text.replace(name.strip(), HIDDEN)
    return text
