"""One command on a bare machine: make ``.venv``, install into it, then run parcelflow or the tests.

    python3 start.py                     install, then compare five cooperation modes on Yiyuan
    python3 start.py VERB [overrides]    install, then ``parcelflow VERB [overrides]``
    python3 start.py test [options]      install with the test extras, then ``pytest [options]``

What only some verbs and engines need is installed when they are first asked for. Standard library only, since it runs
before anything is installed. Later calls start at once: they install again only after ``pyproject.toml`` or
``constraints.txt`` has changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
ENV = HOME / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


NEEDS = {
    "sensitivity": "study", "optimise": "study", "engine=dask": "cluster", "engine=slurm": "cluster",
    "engine=submitit": "cluster",
}
"""Words of the command line that need an extra of ``pyproject.toml``."""

TESTS = ("test", "dev", "study", "cluster")


def extras(args: list[str]) -> tuple[str, ...]:
    """The extras that a command needs beside the core."""
    return TESTS if args[:1] == ["test"] else tuple(sorted({NEEDS[word] for word in args if word in NEEDS}))


def install(wanted: tuple[str, ...]) -> None:
    """Install the project, editable and pinned by ``constraints.txt``, with the named extras, as far as they are not
    there."""
    version = hashlib.sha256(
        (HOME / "pyproject.toml").read_bytes() + (HOME / "constraints.txt").read_bytes()
    ).hexdigest()
    marks = [ENV / f"parcelflow-{name}.sha256" for name in ("core", *wanted)]
    if PYTHON.exists() and all(mark.exists() and mark.read_text() == version for mark in marks):
        return
    if not PYTHON.exists():
        venv.create(ENV, with_pip=True)
    target = f"{HOME}[{','.join(wanted)}]" if wanted else str(HOME)
    subprocess.run(
        [str(PYTHON), "-m", "pip", "install", "-q", "-c", str(HOME / "constraints.txt"), "-e", target], check=True
    )
    # as pip does of what it installs elsewhere: every process that is started then finds the code compiled
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", *(str(HOME / room) for room in ("sim", "experiments"))])
    for mark in marks:
        mark.write_text(version)


def main(args: list[str]) -> int:
    """Install what the command needs and run it; its exit code."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        print(f"parcelflow needs Python 3.11 to 3.13; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    testing = args[:1] == ["test"]
    try:
        install(extras(args))
    except subprocess.CalledProcessError as error:
        print(f"The installation failed (exit code {error.returncode}); the lines above say why.", file=sys.stderr)
        return 1
    command = ["-m", "pytest", *args[1:]] if testing else ["-m", "experiments", *args]
    return subprocess.run([str(PYTHON), *command], cwd=HOME if testing else None).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
