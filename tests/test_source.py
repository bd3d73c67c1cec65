from __future__ import annotations

from sim import source
from sim.source import code_version, installed, model_files


def test_the_hash_is_of_files_that_numbers_depend_on() -> None:
    names = {f.relative_to(source.ROOT).as_posix() for f in model_files()}
    assert {"source.py", "clock.py", "flow/model.py"} <= names
    assert not any(name.startswith(("chart/", "store/")) for name in names)
    assert len(code_version()) == 64
    assert code_version() == code_version()


def test_a_package_that_is_not_there_is_said() -> None:
    assert installed("no-such-package") == "not installed"
    assert installed("numpy")[0].isdigit()
