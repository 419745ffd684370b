"""The application form (政府信息公开申请表): what the law lets it ask for and nothing more (第二十九条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ORGANIZATION_KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
FORMS_OF_SUPPLY = ("纸质", "电子邮件", "光盘", "其他")
WAYS_OF_SUPPLY = ("邮寄", "网上获取", "当面领取", "当场阅读、抄录", "其他")


@dataclass(frozen=True, slots=True)
class ApplicationFormFacts:
    """One application as it stands on the form; what was not given stays blank.

    ``organization_kind``, ``form_of_supply`` and ``ways_of_supply`` are ticked where they are one of
    the lists of this module; anything else is written beside 其他.
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
