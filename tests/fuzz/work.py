"""Reads spoilt inputs one after the other and says a line of each."""

from __future__ import annotations

import copy
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.readers import READERS, Reader
from tests.fuzz.sandbox import BASE_MB, MOST_MB, MOST_S, Slow, Watch, bound_memory, memory_mb, now, tree, within_bounds


def work(seed: int, first: int, end: int, out: Path, only: Sequence[str]) -> None:
    """Read the inputs ``first`` to ``end``, a line of JSON each on stdout."""
    out = out.absolute()
    say = os.fdopen(os.dup(1), "w", buffering=1)
    readers = [r for r in READERS for _ in range(r.share) if not only or r.name in only]
    home = Path(tempfile.mkdtemp(prefix="parcelflow-fuzz-"))
    bound_memory()
    _stop_before_the_job()
    try:
        os.chdir(home)
        os.environ["TMPDIR"] = tempfile.tempdir = str(home)
        _warm(home)
        watch = Watch()
        for number in range(first, end):
            rng = Random(f"{seed}/{number}")
            reader = rng.choice(readers)
            say.write(json.dumps({"number": number, "reader": reader.name, **_one(reader, rng, watch, home, out / f"{reader.name}-{seed}-{number}")}) + "\n")
    finally:
        os.chdir("/")
        shutil.rmtree(home, ignore_errors=True)


def _warm(home: Path) -> None:
    """Import and cache what reading needs, before anybody listens."""
    for reader in READERS:
        for n in range(3):
            folder = Path(tempfile.mkdtemp(dir=home))
            os.chdir(folder)
            with suppress(Exception):  # found again under watch
                reader.make(folder, Random(n))()
            os.chdir(home)
            shutil.rmtree(folder, ignore_errors=True)


def _stop_before_the_job() -> None:
    """Let a command end where its job would begin, and share what Hydra makes of the project's own files."""
    from experiments import app
    from experiments.settings import compose

    whole = compose.compose_tree
    once = cache(lambda chosen: whole(chosen, None))
    compose.compose_tree = lambda chosen, own: whole(chosen, own) if own else copy.deepcopy(once(tuple(chosen)))
    app.job = lambda work, lang: 0


def _one(reader: Reader, rng: Random, watch: Watch, home: Path, keep: Path) -> dict[str, Any]:
    """Make, read and judge one input; a failing one is kept."""
    from sim.problems import InputError

    folder = Path(tempfile.mkdtemp(dir=home))
    os.chdir(folder)
    read = reader.make(folder, rng)
    before, said, fault = tree(home), "", ""
    copied = keep.with_name(keep.name + ".part")
    shutil.rmtree(copied, ignore_errors=True)
    begun, had = now(), memory_mb("VmRSS")
    try:
        with within_bounds(watch, folder):
            read()
    except InputError as error:
        said = "\n".join(p.text(lang) for p in error.problems[:50] for lang in ("zh", "en"))
    except Slow:
        fault, said = f"over {MOST_S:g} s", traceback.format_exc()
    except BaseException as error:
        fault, said = f"{type(error).__name__} at {_place(error)}", traceback.format_exc()
    seconds, mb = now() - begun, BASE_MB + memory_mb("VmHWM") - had
    os.chdir(home)
    fault = fault or next(iter(watch.broken), "") or (f"over {MOST_MB} MB" if mb > MOST_MB else "") or (f"{seconds:.0f} s" if seconds > MOST_S else "") or _outside(before, tree(home), folder.name)
    if fault:
        keep.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(keep, ignore_errors=True)
        shutil.copytree(folder, keep, symlinks=True, ignore=lambda where, names: [n for n in names if not (Path(where, n).is_file() or Path(where, n).is_dir())])
        (keep / "SAID.txt").write_text(f"{fault}\n{watch.broken}\n{said}", encoding="utf-8", errors="replace")
    shutil.rmtree(folder, ignore_errors=True)
    return {"fault": fault[:200], "mb": mb, "seconds": seconds}


def _place(error: BaseException) -> str:
    """The innermost line of ours in a traceback."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "/sim/" in f.filename or "/experiments/" in f.filename]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "no file of ours"


def _outside(before: dict[str, float], after: dict[str, float], own: str) -> str:
    changed = [p for p in {*before, *after} if not p.startswith(own) and before.get(p) != after.get(p)]
    return f"changed outside its folder: {sorted(changed)[:3]}" if changed else ""


if __name__ == "__main__":
    sys.exit("python -m tests.fuzz")
