"""The story of a synthetic world, from the list of areas to the files."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from rajut import definitions
from rajut.errors import RajutError
from rajut.progress import Progress
from rajut.sampling.registers import file_name, write_registers
from rajut.sampling.support import write_support
from rajut.sampling.truth import write_truth
from rajut.sampling.world import build

HIGHEST_NOISE = 5.0
REGISTERS = "registers"


def sample(folder: Path, businesses: int, seed: int, progress: Progress, noise: float = 1.0) -> dict[str, Any]:
    """Writes a world of `businesses` businesses into `folder`; the same arguments give the same bytes.

    Files: in `registers/` three registers (oss_perizinan.csv, dinas_ukm.xlsx or .csv, asosiasi_fesyen.csv); beside it
    truth.parquet, truth_records.parquet, partners.csv, venues.csv. `noise` scales every mistake in
    definitions/sampling: 0 = none, 1 = as defined.
    Returns counts and the names of the registers' files. Raises SAMPLE-TOO-FEW, SAMPLE-NOISE, SAMPLE-SEED, RUN-NO-WRITE.
    """
    _check(businesses, seed, noise)
    progress.item("businesses", 0.0)
    world = build(businesses, seed)
    progress.check()
    try:
        (folder / REGISTERS).mkdir(parents=True, exist_ok=True)
        held = write_registers(world, folder / REGISTERS, seed, noise, progress)
        write_truth(world, held, folder, progress)
        support = write_support(businesses, world.country, folder, seed)
    except OSError as error:
        raise RajutError("RUN-DISK-FULL" if error.errno == errno.ENOSPC else "RUN-NO-WRITE", path=folder) from error
    return {
        "businesses": businesses,
        "fashion": int(world.lines.fashion[world.place.line].sum()),
        "planted_sentra": int(world.place.sentra.max(initial=-1)) + 1,
        "records": {name: len(rows) for name, rows in held.items()},
        "files": [file_name(name, len(rows)) for name, rows in held.items()],
        **support,
    }


def _check(businesses: int, seed: int, noise: float) -> None:
    smallest = definitions.load("sampling").content["smallest_world"]
    if businesses < smallest:
        raise RajutError("SAMPLE-TOO-FEW", businesses=businesses, smallest=smallest)
    if seed < 0:
        raise RajutError("SAMPLE-SEED", seed=seed)
    if not 0 <= noise <= HIGHEST_NOISE:
        raise RajutError("SAMPLE-NOISE", noise=noise)
