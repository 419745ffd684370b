"""A folder as a sender (文件后端): one JSON file a message, for a gateway that picks files up, and tests."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

from gongkai.adapters.messages.outgoing import NotSentError, Outgoing


class FolderSender:
    """Writes each message into a folder, readable by the owner only; the same key is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: Outgoing) -> None:
        """Write the message as ``<key>.json``.

        Raises:
            NotSentError: The folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, draft = tempfile.mkstemp(dir=self.folder, suffix=".draft")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(message), file, ensure_ascii=False)
            Path(draft).replace(self.folder / f"{message.key}.json")
        except OSError as error:
            raise NotSentError(f"{self.folder}: {error.strerror}") from error
