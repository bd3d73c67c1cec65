"""Files by what is in them: the numbers of a scenario hang on the contents of its tables, not on where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from sim.county.spec import CountySpec
from sim.parameters import Parameters


def files_of(spec: CountySpec, p: Parameters, data: Path, assignment: str | None) -> list[Path]:
    """The files whose contents decide numbers; one that is missing is left for the county's check to say.

    Args:
        data: folder of the shipped counties' tables.
        assignment: the table that says which mode serves which village.
    """
    shipped = [data / "counties.csv", data / "facts.csv", data / spec.slug]
    own = shipped if spec.source is None else [Path(spec.source)]
    feeds = (file for host in p.host.values() for file in (host.feed, host.feed_space))
    others = (p.demand.parcels_file, assignment, spec.matrix, spec.matrix_places, *feeds)
    return [file for path in (*own, *(Path(name) for name in others if name)) for file in _within(path)]


def _within(path: Path) -> Iterator[Path]:
    """The files in a folder, however deep, in order; a file itself."""
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.is_file())
    elif path.is_file():
        yield path


def contents(files: Iterable[Path]) -> list[str]:
    """A hash of each file's name and contents, read once as long as it stays as it is."""
    return [_hash(str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files]


@lru_cache(maxsize=4096)
def _hash(path: str, modified: int, size: int) -> str:
    file = Path(path)
    return hashlib.sha256(file.name.encode() + b"\n" + file.read_bytes()).hexdigest()
