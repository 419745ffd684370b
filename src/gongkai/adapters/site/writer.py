"""Writing the public tree (写入): all files of a publication, or none, whatever happens between.

Staged first, then a journal says what is to be moved, then the files are moved by renaming, then
the manifest says so. A run that was killed is finished from its journal, or never happened.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from gongkai.adapters.site import manifest
from gongkai.adapters.site.manifest import Changes, Entry, State
from gongkai.adapters.site.signing import Signer

Pages = Mapping[str, bytes | None]  # path in the tree -> its bytes; None: to be removed


class SitePathError(ValueError):
    """A path does not belong in the public tree."""


class SiteBusyError(RuntimeError):
    """Another process is writing the same public tree."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one publication changed: paths written, paths removed, paths that were as they should be."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class SiteWriter:
    """The one writer of a public tree; a lock keeps a second one out."""

    def __init__(self, tree: Path, signer: Signer) -> None:
        """Open the tree and finish or undo what a killed run left.

        Raises:
            ManifestError: The manifest is not whole; nothing is written until someone has looked.
            SiteBusyError: Another process holds the tree.
        """
        self._tree = tree
        self._signer = signer
        self._staging = tree.parent / f"{tree.name}-staging"
        tree.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(tree.parent / f".{tree.name}.lock")
        manifest.drop_half_line(tree)
        self._state: State = manifest.load(tree, public_key=signer.public_key())
        self._recover()

    def __enter__(self) -> SiteWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another process write."""
        self._lock.close()

    @property
    def files(self) -> Mapping[str, Entry]:
        """Return what the tree holds, by path."""
        return self._state.files

    def publish(self, pages: Pages) -> Written:
        """Write, replace and remove the files of one publication.

        Raises:
            SitePathError: A path leads out of the tree or names a hidden file.
        """
        changes, contents = self._changes(pages)
        if changes:
            self._stage(changes, contents)
            self._finish(changes)
        return _summary(changes, len(pages) - len(changes))

    def rebuild(self, pages: Iterable[tuple[str, bytes]]) -> Written:
        """Make the tree hold exactly ``pages``; what is as it should be is not written again."""
        seen: set[str] = set()
        changed: dict[str, Entry | None] = {}
        shutil.rmtree(self._staging, ignore_errors=True)
        for path, content in pages:
            seen.add(path)
            found = manifest.entry(content)
            if self._state.files.get(path) != found or not self._stands(path, found):
                self._stage_one(path, content)
                changed[path] = found
        for path in set(self._state.files) - seen:
            changed[path] = None
        if changed:
            os.sync()  # cheaper than one by one; the journal may only speak of what is on the disk
            self._journal(changed)
            self._finish(changed)
        return _summary(changed, len(seen) - sum(e is not None for e in changed.values()))

    def checkpoint(self) -> None:
        """Restate the whole tree in one line of the manifest."""
        self._state.head = manifest.append(
            self._tree, self._state.files, signer=self._signer, head=self._state.head, whole=True
        )

    def _changes(self, pages: Pages) -> tuple[dict[str, Entry | None], dict[str, bytes]]:
        changes: dict[str, Entry | None] = {}
        contents: dict[str, bytes] = {}
        for path, content in pages.items():
            checked(path)
            if content is None:
                if path in self._state.files:
                    changes[path] = None
                continue
            found = manifest.entry(content)
            if self._state.files.get(path) != found or not self._stands(path, found):
                changes[path] = found
                contents[path] = content
        return changes, contents

    def _stands(self, path: str, found: Entry) -> bool:
        try:
            return (self._tree / path).stat().st_size == found.size
        except FileNotFoundError:
            return False

    def _stage(self, changes: Changes, contents: Mapping[str, bytes]) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        for path, content in contents.items():
            with self._stage_one(path, content).open("rb") as file:
                os.fsync(file.fileno())
        self._journal(changes)

    def _stage_one(self, path: str, content: bytes) -> Path:
        place = self._staging / "files" / checked(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return place

    def _journal(self, changes: Changes) -> None:
        self._staging.mkdir(parents=True, exist_ok=True)
        beside = self._staging / "journal.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(
                {path: [e.sha256, e.size] if e else None for path, e in changes.items()}, file
            )
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._staging / "journal.json")

    def _finish(self, changes: Changes) -> None:
        for path, found in changes.items():
            staged = self._staging / "files" / path
            target = self._tree / path
            if found is None:
                target.unlink(missing_ok=True)
            elif staged.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
        self._state.head = manifest.append(
            self._tree, changes, signer=self._signer, head=self._state.head
        )
        for path, found in changes.items():
            if found is None:
                self._state.files.pop(path, None)
            else:
                self._state.files[path] = found
        shutil.rmtree(self._staging, ignore_errors=True)

    def _recover(self) -> None:
        journal = self._staging / "journal.json"
        if not journal.exists():
            shutil.rmtree(self._staging, ignore_errors=True)
            return
        listed = json.loads(journal.read_text("utf-8"))
        changes = {path: Entry(*found) if found else None for path, found in listed.items()}
        done = all(self._state.files.get(path) == found for path, found in changes.items())
        if done:
            shutil.rmtree(self._staging, ignore_errors=True)
        else:
            self._finish(changes)


def _locked(path: Path) -> BinaryIO:
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise SiteBusyError(
            f"{path}: another process is writing this site; stop it, or wait until it is done"
        ) from error
    return file


def is_held(tree: Path) -> bool:
    """Return whether a process writes, or stands ready to write, this public tree."""
    tree.parent.mkdir(parents=True, exist_ok=True)
    try:
        _locked(tree.parent / f".{tree.name}.lock").close()
    except SiteBusyError:
        return True
    return False


def checked(path: str) -> str:
    """Return the path when it belongs in the tree.

    Raises:
        SitePathError: It is absolute, leads upward, or a part of it is hidden or empty.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or str(PurePosixPath(path)) != path:
        raise SitePathError(f"{path!r}: expected a relative path with plain names")
    if any(part.startswith(".") for part in parts):
        raise SitePathError(f"{path!r}: no part may start with a dot")
    return path


def _summary(changes: Changes, unchanged: int) -> Written:
    written = tuple(sorted(path for path, found in changes.items() if found is not None))
    removed = tuple(sorted(path for path, found in changes.items() if found is None))
    return Written(written, removed, unchanged)
