from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from experiments.engines.engine import Done, Task
from experiments.engines.local import LocalEngine
from experiments.engines.written import SIDE_BY_SIDE, written


class Helpers(LocalEngine):
    """Helpers that may be there already, and note whether they were asked; they work in this process."""

    def __init__(self, there: bool) -> None:
        super().__init__(1)
        self.there, self.asked = there, 0

    @property
    def started(self) -> bool:
        return self.there

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        self.asked += 1
        return super().run(tasks)


def write(path: Path, text: str) -> list[Path]:
    path.write_text(text, encoding="utf-8")
    return [path]


@pytest.mark.parametrize(("many", "there", "asked"), [(1, False, 0), (SIDE_BY_SIDE, False, 1), (1, True, 1)])
def test_what_each_task_gave_by_its_name_in_their_order(many: int, there: bool, asked: int, tmp_path: Path) -> None:
    helpers = Helpers(there)
    tasks = [Task(str(i), write, (tmp_path / str(i), str(i))) for i in range(many)]
    assert written(tasks, helpers) == {str(i): [tmp_path / str(i)] for i in range(many)}
    assert helpers.asked == asked, "a few are written before other processes have started"
    assert all((tmp_path / str(i)).read_text(encoding="utf-8") == str(i) for i in range(many))


@pytest.mark.parametrize("helpers", [None, Helpers(True)])
def test_an_error_is_its_own(helpers: LocalEngine | None, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        written([Task("lost", write, (tmp_path / "no" / "folder", ""))], helpers)


@pytest.mark.parametrize("helpers", [None, Helpers(True)])
def test_what_a_later_task_needs_is_made_when_it_is_its_turn(helpers: LocalEngine | None, tmp_path: Path) -> None:
    def tasks() -> Iterator[Task]:
        yield Task("first", write, (tmp_path / "first", "a"))
        yield Task("second", write, (tmp_path / "second", (tmp_path / "first").read_text(encoding="utf-8") + "b"))

    assert list(written(tasks(), helpers)) == ["first", "second"]
    assert (tmp_path / "second").read_text(encoding="utf-8") == "ab"
