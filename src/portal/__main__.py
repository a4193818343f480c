"""`python -m portal serve|make_officer|migrate|…`: the portal from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2:])
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


def serve(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m portal serve", description="Serve the published run of a workspace.")
    parser.add_argument("--workspace", type=Path, default=Path(os.environ.get("RAJUT_WORKSPACE") or "workspace"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(words)
    from portal.config import serving

    try:
        serving.serve(chosen.workspace, chosen.host, chosen.port)
    except serving.PortTaken as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
