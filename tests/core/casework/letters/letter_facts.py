"""Facts for letters of every kind, as hypothesis draws them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.core.casework.letters.facts import LetterFacts, WithheldPart
from gongkai.core.casework.letters.merging import fields_of
from gongkai.core.casework.letters.wording import letters

# Signs that occur in no template, so that a value is found nowhere but where it was merged.
LETTERS = st.text("赵钱孙吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施", min_size=4, max_size=9)
MARKS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
FIRST_DAY, LAST_DAY = date(2019, 6, 1), date(2027, 12, 31)


@st.composite
def facts_of(draw, kind: str) -> LetterFacts:
    drawn = itertools.count()

    def word() -> str:
        """Return a word that is part of no other one."""
        tens, ones = divmod(next(drawn), len(MARKS))
        return MARKS[tens] + MARKS[ones] + draw(LETTERS)

    received = draw(st.dates(FIRST_DAY, LAST_DAY - timedelta(days=90)))
    asked = draw(st.booleans())
    dated = received + timedelta(days=draw(st.integers(10, 60)))
    right_body, channel, form = (draw(st.booleans()) for _ in range(3))
    flags = zip(
        ("right_body_known", "channel_known", "form_changed"),
        (right_body, channel, form),
        strict=True,
    )
    details = {}
    for field in fields_of(kind):
        if field.kind == "date":
            details[field.key] = dated + timedelta(days=draw(st.integers(0, 30)))
        elif field.kind == "number":
            details[field.key] = draw(st.integers(100, 999))
        else:
            details[field.key] = draw(st.sampled_from(field.choices)) if field.choices else word()
    withheld = [
        WithheldPart(
            word(), "internal_affairs", word(), draw(st.sampled_from(["personnel", "logistics"]))
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return LetterFacts(
        body=word(),
        dated_on=dated,
        number=f"某公复〔{dated.year}〕{draw(st.integers(1, 999))}号",
        applicant=word(),
        natural_person=draw(st.booleans()),
        addressee=word(),
        addressee_natural=draw(st.booleans()),
        request=word(),
        case_number=f"{received.year}-{draw(st.integers(1, 9999)):04}",
        received_on=received,
        supplement_asked_on=received + timedelta(days=3) if asked else None,
        supplemented_on=received + timedelta(days=8) if asked else None,
        extended_on=dated if draw(st.booleans()) else None,
        extended_to=dated + timedelta(days=28),
        consulted_on=received + timedelta(days=9),
        consultation_ended_on=dated if draw(st.booleans()) else None,
        reasons=word(),
        supply=word(),
        attachments=tuple(word() for _ in range(draw(st.integers(0, 3)))),
        withheld=tuple(withheld) if kind == "partly_granted" else (),
        reconsideration_body=word(),
        court=word(),
        served_online=draw(st.booleans()),
        online_reconsideration=word(),
        contact=word(),
        circumstances=frozenset(name for name, given in flags if given),
        details=details,
    )


KINDS = tuple(letters())
