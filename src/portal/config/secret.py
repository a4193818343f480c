"""The key that signs sessions, made once and kept beside the database."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def kept_secret(folder: Path) -> str:
    """The key kept in `folder`; made, readable by its owner only, where there is none yet."""
    file = folder / "portal-secret"
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text().strip()
