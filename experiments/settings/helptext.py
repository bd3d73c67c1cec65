"""What ``parcelflow --help`` prints: verbs, options, groups, and every key with unit, bounds, source and meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from experiments.settings.compose import configs, files, groups
from experiments.settings.named import called
from experiments.settings.schema import quantities
from experiments.verbs import VERBS
from sim.parameters import registry
from sim.parameters.key_line import key_line
from sim.parameters.sources import explained
from sim.problems import phrase


def show(verb: str, overrides: Sequence[str], config_dir: str | None) -> int:
    """Print the help of a verb, in the language of the config; the values shown are those that the overrides give."""
    _, jobs = configs(overrides, verb, config_dir, files(config_dir))
    config = next(iter(jobs))
    lang = config.run.lang
    for text in (*_verbs(verb, lang), *_groups(config_dir, lang)):
        print(text)
    print("\n" + phrase("help.keys").text(lang))
    own = [
        replace(q, key=f"{name}.{q.key}") for name, part in (("county", config.county), ("chart", config.chart))
        for q in registry(part)
    ]
    for q in (*quantities(config.parameters), *own):
        print(f"  {key_line(q, lang)}")
    print("\n" + phrase("help.sources").text(lang))
    for tag, what, where in explained((q.source for q in registry(config.parameters)), lang):
        print(f"  {tag:<4}{phrase('help.source', what=what, where=where).text(lang) if where else what}")
    return 0


def _verbs(verb: str, lang: str) -> Iterator[str]:
    yield phrase("help.usage").text(lang) + "\n\n" + phrase("help.verbs").text(lang)
    for name, what in VERBS.items():
        yield f"  {name:<12}{what.text(lang)}{phrase('help.this').text(lang) if name == verb else ''}"
    yield "\n" + phrase("help.options").text(lang)


def _groups(config_dir: str | None, lang: str) -> Iterator[str]:
    yield "\n" + phrase("help.groups").text(lang)
    for group, options in sorted(groups(config_dir).items()):
        yield f"  {group:<12}{', '.join(called(option).text(lang) for option in options)}"
