"""Starts the portal: database, static files, server."""

from __future__ import annotations

import os
import socket
from pathlib import Path

THREADS = 4  # of the one worker process; each may hold one database session


class PortTaken(Exception):  # noqa: N818  reads as what happened
    """Another program listens there."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} di {host} sudah dipakai program lain. Tutup program itu, atau pilih port lain dengan --port.\n"
            f"Port {port} on {host} is in use by another program. Close it, or choose another with --port."
        )


def serve(workspace: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the published run of `workspace` until stopped. Raises PortTaken."""
    check_port(host, port)
    os.environ["RAJUT_WORKSPACE"] = str(workspace.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    prepare()
    print(f"Rajut: http://{'localhost' if host == '0.0.0.0' else host}:{port}/  (Ctrl+C: berhenti / stop)", flush=True)  # noqa: S104
    run_server(host, port)


def check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a port just left is free
        try:
            attempt.bind((host, port))
        except OSError as fault:
            raise PortTaken(host, port) from fault


def prepare() -> None:
    """The portal's own database at its newest form, and its static files in one folder, compressed."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def run_server(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "portal.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
