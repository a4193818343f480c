"""Starting the portal."""

from __future__ import annotations

import io
import logging
import os
import socket
import stat
from pathlib import Path

import pytest
from django.utils.log import CallbackFilter

from portal.config.secret import kept_secret
from portal.config.serving import PortTaken, check_port
from support.officers import sign_in


def test_a_taken_port_is_told_in_one_sentence_each() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="--port"):
            check_port("127.0.0.1", other.getsockname()[1])


def test_the_key_is_made_once_and_is_its_owners_only(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "new")
    assert kept_secret(tmp_path / "new") == first
    assert len(first) > 50
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new" / "portal-secret").stat().st_mode) == 0o600


def test_a_refused_page_is_one_line_in_the_terminal_and_a_fault_of_ours_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    (console,) = (handler for handler in logging.getLogger().handlers if any(isinstance(one, CallbackFilter) for one in handler.filters))
    said = io.StringIO()
    monkeypatch.setattr(console, "stream", said)
    assert sign_in("vina", "viewer", "3372").get("/petugas/meragukan/").status_code == 403
    assert said.getvalue().splitlines() == ["Forbidden (Permission denied): /petugas/meragukan/"]
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error")
    assert "Traceback" in said.getvalue()
