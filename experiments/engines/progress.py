"""A progress line on stderr that counts replications, with rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.problems import phrase


class Progress:
    """One line for a whole study; what was found counts as done but not for the rate."""

    def __init__(self, bar: Any, lang: str) -> None:
        self._bar, self._lang, self._expected, self._planned, self._found = bar, lang, 0, 0, 0

    def expect(self, replications: int) -> None:
        """So many more are to come."""
        self._expected += replications
        self._bar.total = max(self._expected, self._planned)

    def plan(self, replications: int) -> None:
        """So many may be needed in all, though not all are asked for yet; 0: no more than what was asked for."""
        self._planned = replications
        self._bar.total = max(self._expected, self._planned)

    def found(self, replications: int) -> None:
        """So many were there already, which the line says."""
        self._found += replications
        if self._found:
            self._bar.set_postfix_str(phrase("progress.found", count=self._found).text(self._lang), refresh=False)
        for counter in ("initial", "n", "last_print_n"):
            setattr(self._bar, counter, getattr(self._bar, counter) + replications)

    def done(self, replications: int) -> None:
        """So many were simulated."""
        self._bar.update(replications)

    def end(self) -> None:
        """Nothing more comes: what is printed next begins a line of its own."""
        self._bar.close()


@contextmanager
def bar(lang: str, total: int = 0, done: int = 0) -> Iterator[Any]:
    """tqdm's line in ``lang``, as long as the work under it takes; renewed twice a second on a screen, every five seconds in a file that keeps all of it.

    Args:
        total: replications in all. ``done``: those that were there already.
    """
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    words = {name: phrase(f"progress.{name}").text(lang) for name in ("desc", "unit")}
    shown = phrase("progress.line").text(lang)
    pace = 0.5 if sys.stderr.isatty() else 5
    with tqdm(total=total, initial=done, file=sys.stderr, mininterval=pace, smoothing=0.05, bar_format=shown, **words) as line:
        yield line


@contextmanager
def progress(lang: str = "zh") -> Iterator[Progress]:
    """Show the line of a whole study."""
    with bar(lang) as line:
        yield Progress(line, lang)
