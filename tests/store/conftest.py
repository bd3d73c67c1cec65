from __future__ import annotations

from pathlib import Path

import pytest

from sim.store.archive import Archive
from tests.store.filled import fill


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    with Archive(folder) as archive:
        fill(archive)
    return folder
