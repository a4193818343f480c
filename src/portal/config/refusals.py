"""What the terminal says of a page that was refused: one line. A traceback is for faults of ours."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied


def in_one_line(record: logging.LogRecord) -> bool:
    """Take the traceback off a refusal; every record is told."""
    if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
        record.exc_info = None
    return True
