"""What boundaries and islands are made from, named by a digest."""

from __future__ import annotations

import hashlib

from rajut.areas.coast import coast_file
from rajut.areas.official import country
from rajut.errors import RajutError


def inputs_digest(method: str) -> str:
    """Names the list of areas, the coast and the method, so that nothing made otherwise is ever read.

    Raises AREA-LIST-MISSING and AREA-COAST-MISSING before set-up.
    """
    areas = country()
    if not coast_file().exists():
        raise RajutError("AREA-COAST-MISSING", path=coast_file())
    digest = hashlib.sha256(method.encode())
    digest.update(coast_file().read_bytes())
    for name in ("code", "lon", "lat"):
        digest.update(repr(areas[name].to_pylist()).encode())
    return digest.hexdigest()[:16]
