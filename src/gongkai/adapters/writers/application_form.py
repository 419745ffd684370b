"""The application form as tagged PDF (申请表), blank for the counter or filled for the file."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.adapters.writers.fixed_zip import EPOCH
from gongkai.adapters.writers.letter_pdf import PACKAGE, STANDARDS
from gongkai.adapters.writers.typesetting import typesetter
from gongkai.core.casework.letters.application_form import (
    FORMS_OF_SUPPLY,
    OTHER,
    WAYS_OF_SUPPLY,
    ApplicationFormFacts,
    organization_kinds,
)
from gongkai.core.casework.letters.merging import in_words

BLANK = ApplicationFormFacts()
DATE_LINE = "　　　　年　　月　　日"


def write_application_form(
    facts: ApplicationFormFacts | None = None, *, body: str = "", font_folder: Path | None = None
) -> bytes:
    """Return the form to ``body`` as PDF; without facts it is blank, for filling in by hand.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused the text.
    """
    compiler, faces = typesetter(font_folder)
    inputs = {
        "form": json.dumps(_form(facts or BLANK, body), ensure_ascii=False),
        "fonts": json.dumps(faces, ensure_ascii=False),
    }
    source = resources.files(PACKAGE).joinpath("application_form.typ").read_bytes()
    compiled = compiler.compile(
        source, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=STANDARDS
    )
    if not isinstance(compiled, bytes):
        raise TypeError("typst returned pages instead of one PDF")
    return compiled


def _form(facts: ApplicationFormFacts, body: str) -> dict[str, Any]:
    natural = facts.natural_person
    day = facts.applied_on or EPOCH
    kinds = (facts.organization_kind,) if facts.organization_kind else ()
    forms = (facts.form_of_supply,) if facts.form_of_supply else ()
    return {
        "title": "政府信息公开申请表",
        "body": body,
        "number": facts.case_number,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "person": {
            "name": facts.name if natural else "",
            "document_kind": facts.document_kind if natural else "",
            "document_number": facts.document_number if natural else "",
        },
        "organization": {
            "name": "" if natural else facts.name,
            "credit_code": facts.credit_code,
            "legal_representative": facts.legal_representative,
            "contact_person": facts.contact_person,
            "kinds": _ticked(organization_kinds(), kinds),
        },
        "phone": facts.phone,
        "email": facts.email,
        "address": facts.address,
        "postcode": facts.postcode,
        "agent": facts.agent,
        "request": facts.request,
        "forms": _ticked(FORMS_OF_SUPPLY, forms),
        "ways": _ticked(WAYS_OF_SUPPLY, facts.ways_of_supply),
        "applied_on": in_words(facts.applied_on) if facts.applied_on else DATE_LINE,
        "written_down_by": facts.written_down_by,
    }


def _ticked(offered: Sequence[str], chosen: Collection[str]) -> list[dict[str, Any]]:
    """Return the choices with their ticks; what is not offered is written beside 其他."""
    beside = "、".join(each for each in chosen if each not in offered)
    return [
        {
            "label": f"其他：{beside}" if each == OTHER and beside else each,
            "ticked": each in chosen or (each == OTHER and bool(beside)),
        }
        for each in offered
    ]
