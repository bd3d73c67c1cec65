from __future__ import annotations

from pathlib import Path

import pytest

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.output import written as module
from experiments.output.written import SIDE_BY_SIDE, written


def write(path: Path, text: str) -> list[Path]:
    path.write_text(text, encoding="utf-8")
    return [path]


@pytest.mark.parametrize("many", [1, SIDE_BY_SIDE])
def test_what_each_task_gave_by_its_name_in_their_order(many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(module, "LocalEngine", lambda count: asked.append(count) or LocalEngine(1))  # type: ignore[func-returns-value]
    tasks = [Task(str(i), write, (tmp_path / str(i), str(i))) for i in range(many)]
    assert written(tasks, 4) == {str(i): [tmp_path / str(i)] for i in range(many)}
    assert asked == [1 if many < SIDE_BY_SIDE else 4], "a few are written before other processes have started"
    assert all((tmp_path / str(i)).read_text(encoding="utf-8") == str(i) for i in range(many))


def test_an_error_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        written([Task("lost", write, (tmp_path / "no" / "folder", ""))], 1)
