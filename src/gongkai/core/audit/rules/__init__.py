"""The rules, one module a family; numbers are stable and never reused."""

from __future__ import annotations

import functools
import importlib
import pkgutil


@functools.cache
def register_all() -> None:
    """Import every module of rules, so that each registers its rules once."""
    for module in pkgutil.walk_packages(__path__, prefix=f"{__name__}."):
        importlib.import_module(module.name)
