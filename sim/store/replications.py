"""The one store of every verb and engine: an archive of the county's KPIs, and whole replications beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.store.archive import Archive
from sim.store.kept import Kept, Want
from sim.store.parts import Parts
from sim.store.status import Labels, Status


@dataclass(frozen=True, eq=False)
class Store:
    """What is kept of scenarios, each by its name and its key.

    Attributes:
        archive: where the numbers are. ``parts``: where whole replications are.
    """

    archive: Archive
    parts: Parts

    def there(self, scenario: str, key: str, want: Want) -> set[int]:
        """The replications that are there, with all that is wanted of them."""
        found = self.archive.numbers(key)
        if want.whole:
            found = {n for n in found if self.parts.path(scenario, key, n).exists()}
        return {n for n in found if n not in want.traced or self.parts.traced(scenario, key, n)}

    def keep(
        self, key: str, scenario: str, kept: Sequence[Kept], overloads: tuple[tuple[str, str], ...]
    ) -> None:
        """Keep replications: first their files, then their rows, which say that they are there."""
        for one in kept:
            if one.packed:
                self.parts.keep(scenario, key, one.row.number, one.packed, one.tables)
        self.archive.add(key, scenario, [one.row for one in kept], overloads)

    def status(self, key: str, labels: Labels, numbers: Sequence[int]) -> Status:
        """What is known of a scenario, of which replications of these numbers were asked for."""
        known = self.archive.standing(key)
        if known is None:
            return Status(key, labels, "missing", "", 0)
        there = len(self.archive.numbers(key).intersection(numbers))
        if there == len(numbers):
            return Status(key, labels, "ok", "", there, known.overloads)
        state = known.state if known.state != "ok" else "missing"
        return Status(key, labels, state, known.message, there, known.overloads)
