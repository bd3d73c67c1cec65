"""Values of parameters as a person types them: read back as they were."""

from __future__ import annotations

import pytest

from sim.parameters.written import typed
from sim.plain.yaml_data import parse_yaml


@pytest.mark.parametrize("value", [True, False, 3, 0.25, "auto", ["a", "b"], {"a": 1, "b": [True, 2]}, [], {}])
def test_what_is_written_is_read_back(value: object) -> None:
    written = typed(tuple(value) if isinstance(value, list) else {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()} if isinstance(value, dict) else value)
    assert parse_yaml(written, "typed") == value


def test_none_is_nothing() -> None:
    assert typed(None) == ""
    assert typed((None, 1)) == "[, 1]"
