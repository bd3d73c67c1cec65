"""Runs the README's commands as they stand there, one after another, on a county of fifteen villages and few days: ``python -m tests.house.commands``.

A command must end with 0 and leave only files that ``docs/reference.md`` tells of. Exit code 1 where one does not.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from experiments.app import run
from experiments.verbs import NO_FOLDER
from tests.cases.handed import BASE
from tests.house.contents import unknown
from tests.house.documents import HOME, commands

SMALL = {
    "": ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=2", "fleet.route_iterations=3", "robustness.points=4", "workers=1", "lang=en"],
    "compare": ["replications=2", "modes=[courier_courier,postal_courier]"],
    "simulate": ["replications=2", "charts=false"],
    "sweep": ["replications=2", "charts=false", "mode=courier_courier,postal_courier", "fleet.trunk.count=1,2"],
    "sensitivity": ["replications=2", "charts=false", "sensitivity.samples=2"],
    "optimise": ["replications=2", "charts=false", "optimise.budget=122"],
    "mode-map": ["replications=2", "charts=false", "mode_map.measured_days=7", "mode_map.townships=1", "mode_map.parcels=[5,20]", "mode_map.distance_km=[20]"],
}
"""By verb what is set over a command's own words so that it is soon done; ``""``: for every verb that plans anything."""


def small(words: list[str], folder: str) -> list[str]:
    """A command's words on the small county, its own folder kept where it names one."""
    verb, *own = words
    if verb in ("new-county", "propose", "explore"):
        return words
    set_over = [] if verb == "collect" else [*SMALL[""], *SMALL.get(verb, []), "county=my_county.xlsx"]
    names = {word.partition("=")[0] for word in set_over}
    kept = [word for word in own if word.partition("=")[0] not in names]
    made = [] if verb in NO_FOLDER or any(w.startswith("hydra.run.dir=") for w in kept) else [f"hydra.run.dir={folder}"]
    return [verb, *kept, *set_over, *made]


def main() -> int:
    """Run them all in a folder of their own; the exit code."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="parcelflow-commands-") as home:
        os.chdir(home)
        for number, words in enumerate(commands(HOME / "README.md")):
            verb, *rest = small(words, f"results/{number}")
            begun = time.perf_counter()
            code = run(verb, rest)
            if verb == "new-county":  # an empty workbook: from here on it is the county of the tests
                shutil.copy(BASE, "my_county.xlsx")
            into = next((Path(w.partition("=")[2]) for w in rest if w.startswith("hydra.run.dir=")), None)
            strange = unknown(verb, into) if into and code == 0 else set()
            failed += code != 0 or bool(strange)
            told = f"exit code {code}" + (f", files that docs/reference.md does not tell of: {', '.join(sorted(strange))}" if strange else "")
            print(f"\n=== {time.perf_counter() - begun:5.1f} s, {told}: parcelflow {' '.join(words)}\n", flush=True)
        os.chdir(HOME)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
