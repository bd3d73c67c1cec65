"""What the command can do."""

from __future__ import annotations

from sim.problems import Phrase, phrase

VERBS: dict[str, Phrase] = {
    "compare": phrase("verb.compare"),
    "simulate": phrase("verb.simulate"),
    "sweep": phrase("verb.sweep"),
    "collect": phrase("verb.collect"),
    "sensitivity": phrase("verb.sensitivity"),
    "optimise": phrase("verb.optimise"),
    "mode-map": phrase("verb.mode_map"),
    "propose": phrase("verb.propose"),
    "why": phrase("verb.why"),
    "explore": phrase("verb.explore"),
    "check": phrase("verb.check"),
    "new-county": phrase("verb.new_county"),
}
"""Each verb and what it does; a verb ``a-b`` is the module ``a_b`` beside this file."""

NO_FOLDER = ("collect", "propose", "explore", "check", "new-county")
"""Verbs that make no results folder of their own."""

WITHOUT_COUNTY = ("new-county", "collect", "propose", "explore")
"""Verbs that read no county as the others do: one writes it, the others have only results."""

OF_A_FOLDER = ("collect", "propose", "explore")
"""Verbs whose results folder may stand on the command line as a word of its own."""
