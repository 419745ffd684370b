"""Applicants (申请人): every personal column is encrypted; search goes by keyed hash."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.casework import choices
from gongkai.apps.casework.encrypted import EncryptedTextField, KeyedHashField
from gongkai.apps.casework.models.cases import Case
from gongkai.apps.organizations.models import PublicBody


class Applicant(models.Model):
    """Who applied (申请人): a person, or an organisation of one of the form's five kinds.

    ``contact_name`` is the contact person of an organisation; the representative acts with an
    authority that lies among the papers.
    """

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    case = models.OneToOneField(Case, models.PROTECT, related_name="applicant", verbose_name="办件")
    kind = models.CharField("类别", max_length=40, choices=choices.applicant_choices)
    name = EncryptedTextField("姓名或名称", bound_to="row")
    name_key = KeyedHashField(source="name", kind="name")
    id_kind = models.CharField("证件种类", max_length=40, blank=True)
    id_number = EncryptedTextField("证件号码或统一社会信用代码", blank=True, bound_to="row")
    id_number_key = KeyedHashField(source="id_number", kind="id_number")
    contact_name = EncryptedTextField("联系人", blank=True, bound_to="row")
    telephone = EncryptedTextField("联系电话", blank=True, bound_to="row")
    telephone_key = KeyedHashField(source="telephone", kind="phone")
    email = EncryptedTextField("电子邮箱", blank=True, bound_to="row")
    address = EncryptedTextField("通信地址", blank=True, bound_to="row")
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    representative = EncryptedTextField("代理人姓名", blank=True, bound_to="row")
    representative_id = EncryptedTextField("代理人证件号码", blank=True, bound_to="row")
    others = EncryptedTextField("共同申请人", blank=True, bound_to="row")
    needs_help = models.BooleanField("需要阅读、视听方面的帮助", default=False)

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return f"申请人 {self.pk}"


class DraftApplication(models.Model):
    """An application that is still being written (申请草稿); forgotten when it lapses."""

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    token_digest = models.CharField("续填码摘要", max_length=64, unique=True)
    content = EncryptedTextField("内容", bound_to="row")
    saved_at = models.DateTimeField("保存时间")
    lapses_at = models.DateTimeField("失效时间", db_index=True)

    class Meta:
        verbose_name = "申请草稿"
        verbose_name_plural = "申请草稿"

    def __str__(self) -> str:
        return f"申请草稿 {self.pk}"
