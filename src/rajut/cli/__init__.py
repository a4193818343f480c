"""`rajut …`, one function a command, a module a topic."""

import sys

import typer

from rajut.cli import accuracy, areas, changes, files, publishing, running, sampling, scenarios, stages
from rajut.cli.faults import guarded

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for topic in (running, stages, files, sampling, accuracy, changes, publishing, scenarios):
    app.add_typer(topic.app)
app.add_typer(areas.app, name="areas")


def main() -> None:
    """Errors are one sentence with a code; no traceback reaches a user."""
    sys.exit(guarded(lambda: app(standalone_mode=False)))
