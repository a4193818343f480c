"""`python -m portal serve|make_officer|migrate|… [--workspace FOLDER]`: the portal from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main(words: list[str] | None = None) -> None:
    finder = argparse.ArgumentParser(prog="python -m portal", add_help=False, allow_abbrev=False)
    finder.add_argument("--workspace", type=Path, default=Path(os.environ.get("RAJUT_WORKSPACE") or "workspace"))
    chosen, rest = finder.parse_known_args(sys.argv[1:] if words is None else words)
    os.environ["RAJUT_WORKSPACE"] = str(chosen.workspace.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    if rest[:1] == ["serve"]:
        serve(chosen.workspace, rest[1:])
    else:
        run_command(rest)


def serve(workspace: Path, words: list[str]) -> None:
    from portal.config import serving

    parser = argparse.ArgumentParser(prog="python -m portal serve", description="Serve the published run of a workspace (--workspace).")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(words)
    try:
        serving.serve(workspace, chosen.host, chosen.port)
    except serving.PortTaken as fault:
        sys.exit(str(fault))


def run_command(words: list[str]) -> None:
    """Django's own commands and ours. An account can be made before the portal was ever served."""
    import django
    from django.core.management import call_command, execute_from_command_line

    if words[:1] == ["make_officer"]:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
    execute_from_command_line(["python -m portal", *words])


if __name__ == "__main__":
    main()
