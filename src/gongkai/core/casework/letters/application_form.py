"""The application form (政府信息公开申请表): what the law lets it ask for and nothing more (第二十九条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.casework.application import NATURAL_PERSON, ROUTES, SUPPLIES, applicant_kinds

OTHER = "其他"
FORMS_OF_SUPPLY = (*SUPPLIES.values(), OTHER)
WAYS_OF_SUPPLY = (*ROUTES.values(), OTHER)


def organization_kinds() -> tuple[str, ...]:
    """Return the kinds of organisation as the annual report names them."""
    return tuple(label for key, label in applicant_kinds().items() if key != NATURAL_PERSON)


@dataclass(frozen=True, slots=True)
class ApplicationFormFacts:
    """One application as it stands on the form; what was not given stays blank.

    ``organization_kind``, ``form_of_supply`` and ``ways_of_supply`` are labels, ticked where the form
    offers them; anything else is written beside 其他.
    """

    name: str = ""
    natural_person: bool = True
    document_kind: str = ""
    document_number: str = ""
    organization_kind: str = ""
    credit_code: str = ""
    legal_representative: str = ""
    contact_person: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    agent: str = ""
    request: str = ""
    form_of_supply: str = ""
    ways_of_supply: tuple[str, ...] = ()
    applied_on: date | None = None
    case_number: str = ""
    written_down_by: str = ""
