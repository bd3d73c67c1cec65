"""Charts that are made and kept, not drawn into files: what stands on them is looked at here, and drawing takes long.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> dict[str, Figure]:
    """The figures that charts are made of, by name, in place of their files."""
    found: dict[str, Figure] = {}

    def keep(figure: Figure, path: Path, *_: Any) -> list[Path]:
        found[path.name] = figure
        return [path.with_suffix(".png")]

    for module in ("sim.chart.style", "sim.proposal.sweep.swept_charts"):
        monkeypatch.setattr(f"{module}.save", keep)
    return found
