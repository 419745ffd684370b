"""Encrypted columns (加密字段): names, numbers, contacts and addresses as ciphertext in the database.

Reading an attribute opens it; what is not read stays sealed. Query results (``values``), dumps and
``repr`` hold ciphertext. Exact search goes through a keyed hash in a column of its own.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import signals
from django.db.models.expressions import Expression
from django.db.models.lookups import BuiltinLookup, In
from django.db.models.query_utils import DeferredAttribute

from gongkai.adapters.encryption import cipher, keyring, search_hash
from gongkai.adapters.encryption.cipher import KeyMissingError
from gongkai.adapters.encryption.keyring import Keyring, KeyringError
from gongkai.core.text.identifiers import Identifier


@functools.cache
def current_keyring() -> Keyring:
    """Return the instance's keys, read once a process.

    Raises:
        KeyringError: They cannot be read.
    """
    given = settings.PERSONAL_DATA_KEYS
    if given:
        return keyring.parse(given, source="GONGKAI_DATA_KEYS")
    path = Path(settings.PERSONAL_DATA_KEY_FILE)
    made_here = path.parent == Path(settings.KEYS_ROOT)
    return keyring.make_file(path) if made_here else keyring.read_file(path)


@checks.register(checks.Tags.security)
def check_keys(**_: Any) -> list[checks.CheckMessage]:
    """Say at start that keys which were named cannot be read, rather than at the first case."""
    own = Path(settings.PERSONAL_DATA_KEY_FILE).parent == Path(settings.KEYS_ROOT)
    if own and not settings.PERSONAL_DATA_KEYS:
        return []
    try:
        current_keyring()
    except KeyringError as error:
        return [checks.Error(str(error), id="casework.E001")]
    return []


def unseal(token: str, context: str) -> str:
    """Open a sealed text; a key added since this process began is found as well.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        return cipher.unseal(token, context=context, keyring=current_keyring())
    except KeyMissingError:
        current_keyring.cache_clear()
        return cipher.unseal(token, context=context, keyring=current_keyring())


SEALED_LOOKUPS = ("isnull", "sealed_under", "filled")
HASHED_LOOKUPS = ("exact", "in", *SEALED_LOOKUPS)


class Sealed:
    """A value as it came from the database: not yet opened, and nothing to see."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


class _Opening(DeferredAttribute):
    """Opens the value when it is asked for; a data descriptor, or Django would look past it."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            return unseal(value.token, self.field.place_of(instance))
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedUnder(BuiltinLookup):
    """``name__sealed_under="k2"``: rows whose value was made with that key."""

    lookup_name = "sealed_under"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return a LIKE on the beginning of the column."""
        column, parameters = self.process_lhs(compiler, connection)
        beginning = self.lhs.output_field.beginning(self.rhs)
        return f"{column} LIKE %s", [*parameters, f"{beginning}%"]


class Filled(BuiltinLookup):
    """``name__filled=True``: rows with any value at all."""

    lookup_name = "filled"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return a comparison with the empty text."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} {'<>' if self.rhs else '='} %s", [*parameters, ""]


class EncryptedTextField(models.TextField):
    """Text that the database holds as ciphertext only.

    ``bound_to`` names a field of the same row that never changes and has its value before the row
    is saved (a UUID): ciphertext copied to another row then does not open there.
    """

    descriptor_class = _Opening
    description = "加密文本"

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Add ``bound_to`` to what migrations keep."""
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {**kwargs, **({"bound_to": self.bound_to} if self.bound_to else {})},
        )

    def place_of(self, instance: models.Model) -> str:
        """Return the context that binds a value to model, field and row."""
        place = f"{self.model._meta.label_lower}.{self.name}"
        return f"{place}/{getattr(instance, self.bound_to)}" if self.bound_to else place

    def beginning(self, key: str) -> str:
        """Return how a value sealed with ``key`` begins."""
        return f"{cipher.PREFIX}:{key}:"

    def get_lookup(self, lookup_name: str) -> Any:
        """Return the few lookups that make sense on ciphertext; Django refuses all others."""
        return super().get_lookup(lookup_name) if lookup_name in SEALED_LOOKUPS else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Keep what the database holds sealed."""
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 - Django's signature
        """Return ciphertext; a value that was never opened goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, str) and value:
            self.validate_plain(value)
            place = self.place_of(model_instance)
            return Sealed(cipher.seal(value, context=place, keyring=current_keyring()))
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Let ciphertext pass and nothing else.

        Raises:
            TypeError: Plain text would reach the database (``update``, ``bulk_update``).
        """
        if isinstance(value, Sealed):
            return value.token
        if isinstance(value, Expression) or value:
            raise TypeError(f"{self.name}: save the instance; an update would store plain text")
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what looks sealed already."""
        super().validate(value, model_instance)
        self.validate_plain(value)

    def validate_plain(self, value: str) -> None:
        """Refuse text that is ciphertext already, such as a dump loaded again.

        Raises:
            ValidationError: It looks like a sealed value.
        """
        if value.startswith(f"{cipher.PREFIX}:"):
            raise ValidationError("内容不能以“gk1:”开头。请改写")

    def value_from_object(self, obj: models.Model) -> Any:
        """Return ciphertext to dumps and model forms; a plain value not yet saved is not shown."""
        value = obj.__dict__.get(self.attname, "")
        return value.token if isinstance(value, Sealed) else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Return ciphertext to serializers."""
        return str(self.value_from_object(obj))


EncryptedTextField.register_lookup(SealedUnder)
EncryptedTextField.register_lookup(Filled)


class Hashed(str):
    """A keyed hash as it stands in the database."""

    __slots__ = ()


class _KeyedExact(In):
    """Compares with the hash under every key of the keyring, rotated or not."""

    lookup_name = "exact"

    def get_prep_lookup(self) -> Any:
        rhs = self.rhs
        return (
            self.lhs.output_field.hashes_of(rhs)
            if isinstance(rhs, str)
            else super().get_prep_lookup()
        )


class _KeyedIn(In):
    def get_prep_lookup(self) -> Any:
        field = self.lhs.output_field
        return [each for value in self.rhs for each in field.hashes_of(value)]


class KeyedHashField(models.CharField):
    """The keyed hash of an encrypted field of the same row, for exact search.

    ``source`` names that field, ``kind`` says how its values are normalised.
    """

    description = "加密检索摘要"

    def __init__(self, *args: Any, source: str = "", kind: str = "text", **kwargs: Any) -> None:
        self.source, self.kind = source, Identifier(kind)
        kwargs = {"max_length": 80, "blank": True, "db_index": True, "editable": False, **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Add ``source`` and ``kind`` to what migrations keep."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "kind": str(self.kind)}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Watch over partial saves, which would leave the hash behind its source."""
        super().contribute_to_class(cls, name, private_only)
        signals.pre_save.connect(self._check_partial, sender=cls)

    def _check_partial(self, update_fields: frozenset[str] | None, **_: Any) -> None:
        if update_fields and self.source in update_fields and self.name not in update_fields:
            raise TypeError(
                f"update_fields names {self.source} without {self.name}: its hash would lag"
            )

    def hashes_of(self, value: str) -> list[Hashed]:
        """Return what rows with ``value`` may hold; an empty value finds nothing."""
        if isinstance(value, Hashed):
            return [value]
        found = search_hash.every_hash(self.kind, value, keyring=current_keyring())
        return [Hashed(each) for each in found]

    def beginning(self, key: str) -> str:
        """Return how a hash made with ``key`` begins."""
        return f"{key}:"

    def get_lookup(self, lookup_name: str) -> Any:
        """Return the few lookups that make sense on a hash; Django refuses all others."""
        return super().get_lookup(lookup_name) if lookup_name in HASHED_LOOKUPS else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Mark what comes from the database as a hash."""
        return Hashed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 - Django's signature
        """Hash the source anew unless it was never opened."""
        current = model_instance.__dict__.get(self.source)
        if isinstance(current, Sealed) or (
            current is None and self.attname in model_instance.__dict__
        ):
            return model_instance.__dict__.get(self.attname, "")
        plain = current or ""
        made = Hashed(search_hash.keyed_hash(self.kind, plain, keyring=current_keyring()))
        setattr(model_instance, self.attname, made)
        return made


KeyedHashField.register_lookup(SealedUnder)
KeyedHashField.register_lookup(Filled)
KeyedHashField.register_lookup(_KeyedExact)
KeyedHashField.register_lookup(_KeyedIn)
