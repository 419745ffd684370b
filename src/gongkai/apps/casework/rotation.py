"""Changing the keys of personal data (更换密钥): every row and file is sealed anew, in small steps.

A run that was broken off is taken up by the next one: it looks for what is not yet under the current
key, not for where the last run stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q

from gongkai.adapters.encryption import keyring
from gongkai.adapters.encryption.cipher import UnreadableError
from gongkai.adapters.encryption.keyring import KeyringError
from gongkai.apps.casework import sealed_files
from gongkai.apps.casework.encrypted import EncryptedTextField, KeyedHashField, current_keyring
from gongkai.apps.trail import actions as trail
from gongkai.apps.trail.actions import Actor
from gongkai.core.kernel.refusals import Reason, Refused

BATCH = 200
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many rows and files were sealed anew."""

    rows: int
    files: int


def sealing_models() -> Iterator[type[models.Model]]:
    """Yield every model with encrypted columns."""
    for model in apps.get_models():
        if any(isinstance(field, EncryptedTextField) for field in model._meta.concrete_fields):
            yield model


def add_key() -> str:
    """Add a fresh key to the key file and make it the current one; return its id.

    Raises:
        KeyringError: The keys come from the environment, or their file cannot be read.
    """
    path = _key_file()
    renewed = keyring.read_file(path).renewed()
    keyring.replace_file(path, renewed)
    current_keyring.cache_clear()
    return renewed.encryption.current


def rotate(
    *,
    by: Actor,
    at: datetime,
    of: Iterable[type[models.Model]] | None = None,
    batch: int = BATCH,
    tell: Told = lambda _: None,
) -> Rotated:
    """Seal with the current keys whatever is still under an older one (更换密钥).

    Each batch of rows is one transaction with its line on the trail; running it again goes on
    where it was broken off.

    Raises:
        UnreadableError: A value cannot be opened; what was done before it stays done.
        KeyringError: The keys cannot be read.
    """
    current_keyring.cache_clear()
    rows = 0
    for model in sealing_models() if of is None else of:
        label = str(model._meta.label)
        while done := _seal_batch(model, batch, by=by, at=at):
            rows += done
            tell(f"{label}：已更换 {rows} 条")
    files = 0
    key = current_keyring().encryption.current
    for digest in sealed_files.kept():
        if sealed_files.key_of(digest) != key:
            sealed_files.seal_again(digest)
            files += 1
    return Rotated(rows, files)


@transaction.atomic
def _seal_batch(model: type[models.Model], batch: int, *, by: Actor, at: datetime) -> int:
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField | KeyedHashField)
    ]
    rows = list(
        model._base_manager.select_for_update().filter(_stale(fields)).order_by("pk")[:batch]
    )
    for row in rows:
        for field in fields:
            if isinstance(field, EncryptedTextField):
                setattr(row, field.attname, getattr(row, field.attname))
        row.save(update_fields=[field.name for field in fields])
    if rows:
        data = {"rows": len(rows), "key": current_keyring().encryption.current}
        subject = ContentType.objects.get_for_model(model)
        trail.write("casework.personal_data.sealed_again", subject, by=by, at=at, data=data)
    return len(rows)


def _stale(fields: Iterable[EncryptedTextField | KeyedHashField]) -> Q:
    keys = current_keyring()
    found = Q(pk__in=[])
    for field in fields:
        sealing = isinstance(field, EncryptedTextField)
        key = (keys.encryption if sealing else keys.search).current
        found |= ~Q(**{f"{field.name}__sealed_under": key}) & Q(**{f"{field.name}__filled": True})
    return found


def unreadable(*, of: Iterable[type[models.Model]] | None = None) -> Iterator[str]:
    """Yield a sentence for every value and file that cannot be opened, as after a restore."""
    current_keyring.cache_clear()
    for model in sealing_models() if of is None else of:
        fields = [one for one in model._meta.concrete_fields if isinstance(one, EncryptedTextField)]
        for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
            for field in fields:
                try:
                    getattr(row, field.attname)
                except UnreadableError as error:
                    yield f"{model._meta.label} {row.pk} {field.name}：{error}"
    for digest in sealed_files.kept():
        try:
            content = sealed_files.read(digest)
        except UnreadableError as error:
            yield f"材料文件 {digest}：{error}"
        else:
            if hashlib.sha256(content).hexdigest() != digest:
                yield f"材料文件 {digest}：内容与摘要值不符"


def retire(*, of: Iterable[type[models.Model]] | None = None) -> tuple[str, ...]:
    """Delete the older keys from the key file; return their ids.

    Raises:
        Refused: Rows or files are still under an older key.
        KeyringError: The keys come from the environment, or their file cannot be read.
    """
    path = _key_file()
    current_keyring.cache_clear()
    keys = current_keyring()
    reasons = [
        Reason(
            "keys.still_used",
            f"{model._meta.label} 还有 {count} 条用旧密钥加密。请先运行 rotate_keys",
        )
        for model in (sealing_models() if of is None else of)
        if (count := _stale_rows(model))
    ]
    current = keys.encryption.current
    files = sum(sealed_files.key_of(digest) != current for digest in sealed_files.kept())
    if files:
        sentence = f"还有 {files} 个材料文件用旧密钥加密。请先运行 rotate_keys"
        reasons.append(Reason("keys.still_used", sentence))
    if reasons:
        raise Refused(reasons)
    old = sorted({*keys.encryption.keys, *keys.search.keys} - {current, keys.search.current})
    keyring.replace_file(path, keys.retired())
    current_keyring.cache_clear()
    return tuple(old)


def _stale_rows(model: type[models.Model]) -> int:
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField | KeyedHashField)
    ]
    return model._base_manager.filter(_stale(fields)).count()


def _key_file() -> Path:
    if settings.PERSONAL_DATA_KEYS:
        raise KeyringError(
            "密钥来自环境变量 GONGKAI_DATA_KEYS，不能由程序改写。请在该变量里加入新密钥后再运行"
        )
    return Path(settings.PERSONAL_DATA_KEY_FILE)
