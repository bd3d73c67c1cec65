"""What all studies have in common: where they write, how long their parts take, what they say of where their numbers come from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from experiments.engines.team import Team
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from sim.plain.whole import write_whole
from sim.proposal.about import About
from sim.proposal.lines import Names
from sim.proposal.sweep.swept_labels import Labels
from sim.service.assignment.columns import called
from sim.source import code_version
from sim.store.provenance import Stopwatch, of_machine, of_outcomes, of_program


class Study:
    """A study from its start to its end: it writes to ``folder``, times its parts with ``clock``, and has all of them
    done by one ``team``, which ends with it unless it is that of a study around it.

    Attributes:
        besides: by part, the replications of other scenarios than those of its table (``Evaluator.counts``); empty
            where a part had none.
    """

    def __init__(self, config: Config, folder: Path, team: Team | None = None) -> None:
        self.config, self.folder, self.clock, self.team = config, folder, Stopwatch(), team or Team(config)
        self._alone = team is None
        self.besides: dict[str, Mapping[str, Any]] = {}
        self._started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._alone:
            self.team.close()

    def go_on(self, config: Config) -> None:
        """Go on with a config that has more in it than the one it began with."""
        self.config = config

    def note(self, key: str, digests: dict[str, list[str]], counts: Mapping[str, Any], **more: Any) -> None:
        """Write provenance.json: over what every study tells goes what is in ``more``; None takes one away.

        Args:
            key: of the run. ``digests``: of every outcome, by scenario, in the order of replications.
            counts: how many replications were simulated and how many found (``Evaluator.counts``).
        """
        data = self._provenance(key, digests, counts)
        besides = {part: counts for part, counts in self.besides.items() if counts}
        data |= {"replications_besides": besides} if besides else {}
        told = {k: v for k, v in (data | more).items() if v is not None or k not in more}
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        write_whole(self.folder / "provenance.json", text + "\n")

    def _provenance(self, key: str, digests: dict[str, list[str]], counts: Mapping[str, Any]) -> dict[str, Any]:
        """What every study tells of where its numbers come from."""
        config, spent = self.config, self.clock.seconds
        return {
            **of_program(), "config_hash": config.key(), "run_key": key, "seed": config.run.seed, **of_outcomes(digests),
            **of_machine(), "started": self._started, "seconds": {k: round(v, 2) for k, v in spent.items()},
            "replications": dict(counts), "config": config.resolved(),
        }  # fmt: skip


def about_of(config: Config, key: str, modes: Collection[str], names: Names = MappingProxyType({})) -> About:
    """What a study's words and pages say beside what it found.

    Args:
        key: names what the study is the result of.
        modes: the modes and assignments in it; those that the config does not know go by their keys.
        names: of others.
    """
    known = [m for m in modes if m in config.mode_table or m in config.assignment_table]
    return About(
        lang=config.run.lang, county=county_of(config), parameters=config.parameters, seed=config.run.seed, key=key,
        version=code_version(), names={**names, **{m: called(config, m) for m in known}}, chart=config.chart,
    )  # fmt: skip


def labels_of(config: Config) -> Labels:
    """Names of the keys of a sweep, and of their values."""
    names = {name: called(config, name) for name in (*config.assignment_table, *config.mode_table)}
    return Labels(config.run.lang, config.parameters, names, config.assignment.mixed)
