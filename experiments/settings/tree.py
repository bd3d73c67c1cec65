"""A composed config with value overrides in it, as Hydra would have it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from sim.plain.tree import put
from sim.policy.host_sheets import lay_hosts
from sim.problems import Faults, InputError, Problem, phrase


def apply(tree: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """A composed tree with value overrides applied, as Hydra would: a map merges into a map, everything else replaces,
    and values that refer to others (``${key}``) are what these are.

    Raises:
        InputError: with every override that asks for an item which its list does not have, or for a reference that
            leads nowhere.
    """
    out, faults = copy.deepcopy(tree), Faults()
    for override in values:
        delete = override.type.name == "DEL"
        with faults.gathered():
            put(out, override.key_or_group, None if delete else override.value(), delete)
    faults.refuse()
    with_hosts(out, values)
    referring = [o for o in values if o.type.name != "DEL" and "${" in str(o.value())]
    return _resolved(out, referring) if referring else out


def with_hosts(tree: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """A tree, in place, with what the workbook of its county says of hosts, but for what overrides say."""
    return lay_hosts(tree, [(o.key_or_group, None if o.type.name == "DEL" else o.value()) for o in values])


def _resolved(tree: dict[str, Any], referring: Sequence[Any]) -> dict[str, Any]:
    """The tree with its references followed.

    Raises:
        InputError: one leads nowhere.
    """
    from omegaconf import OmegaConf

    try:
        out = OmegaConf.to_container(OmegaConf.create(tree), resolve=True)
    except Exception as error:  # whatever a resolver raises
        reason = str(error).partition("\n")[0]
        raise InputError(
            Problem("config.reference", o.key_or_group, f"{o.value()} ({reason})", phrase("shell.reference"))
            for o in referring
        ) from None
    assert isinstance(out, dict)
    return {str(k): v for k, v in out.items()}
