"""Scenarios kept beside a published run: what was changed, and their measures. No business is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def every(folder: Path) -> list[dict[str, Any]]:
    """What scenario.json holds, for every scenario in a run's folder, in order of name."""
    files = sorted(folder.glob("scenario-*/scenario.json"))
    return [json.loads(file.read_text("utf-8")) for file in files]
