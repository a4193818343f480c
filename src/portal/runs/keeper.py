"""`python -m portal.runs.keeper FOLDER COMMAND…`: does a command and leaves beside its words how it ended.

The portal may be stopped and started while a run goes on, so nobody but this small process waits for it. FOLDER gets
`said` (what the command wrote) and, when it has ended, `ended` (its exit code); without `ended` and without this process
the run was killed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def keep(folder: Path, command: list[str]) -> int:
    with (folder / "said").open("w", encoding="utf-8") as said:
        code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, check=False).returncode  # noqa: S603
    aside = folder / ".ended"
    aside.write_text(str(code), "utf-8")
    aside.replace(folder / "ended")
    return code


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), sys.argv[2:]))
