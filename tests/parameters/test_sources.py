"""Every tag of a source stands for something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import conf
from sim.measure.registry import KPIS
from sim.parameters import Parameters, registry
from sim.parameters.sources import KINDS, PLANS, WEB, explained, tags

CONF = Path(conf.__file__).parent


def test_tags_are_found_once_and_facts_by_their_document() -> None:
    assert tags("DER S10 S11 D4-36 D4-37 J") == ["DER", "S10", "S11", "D4", "J"]
    assert tags("census 2020") == tags("-") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_tag_of_a_parameter_or_kpi_is_explained(lang: str) -> None:
    sources = [*(q.source for q in registry(Parameters())), *(k.source for k in KPIS.values())]
    assert all(what for _, what, _ in explained(sources, lang))
    assert {t for t, *_ in explained(sources, lang)} <= {*KINDS, *PLANS, *WEB}
    with pytest.raises(KeyError, match="S999"):
        explained(["S999"])


def test_every_tag_in_a_config_file_is_explained() -> None:
    for path in CONF.rglob("*.yaml"):
        words = re.findall(r"\b[DS]\d{1,2}(?:-\d+)?\b", path.read_text(encoding="utf-8"))
        assert explained(words) or not words


def test_no_public_source_is_left_that_nothing_uses() -> None:
    used = {t for x in (*registry(Parameters()), *KPIS.values()) for t in tags(x.source)}
    for path in CONF.rglob("*.yaml"):
        used |= set(tags(path.read_text(encoding="utf-8")))
    assert set(WEB) <= used
