"""A small county on disk and its configs, for tests that run the whole pipeline in a moment."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from experiments.settings import compose
from experiments.settings.compose import files
from experiments.settings.config import Config, build
from experiments.settings.tree import apply

TOWNSHIPS = (("东镇", 118.30, 36.10), ("西乡", 118.05, 36.00), ("北镇", 118.20, 36.25))


def write_county(folder: Path, each: int = 8, communities: int = 0) -> Path:
    """Three townships around a hub, so many villages around each, as a folder of CSV tables; and communities of a thousand and more residents."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "county.csv").write_text("县,经度,纬度,面积\n小县,118.18,36.12,900\n", encoding="utf-8")
    seats = ["乡镇,编码,经度,纬度", *(f"{name},{10 + t},{lon},{lat}" for t, (name, lon, lat) in enumerate(TOWNSHIPS))]
    (folder / "townships.csv").write_text("\n".join(seats) + "\n", encoding="utf-8")
    rows = ["村名,乡镇,编码,人口,经度,纬度"]
    for t, (name, lon, lat) in enumerate(TOWNSHIPS):
        for v in range(each):
            angle, far = 2 * math.pi * v / each, 0.02 + 0.006 * v
            rows.append(f"{name}{'甲乙丙丁戊己庚辛'[v]}村,{name},{10 + t}{v:02d},{500 + 150 * ((v * 3 + t) % 8)},{lon + far * math.cos(angle):.4f},{lat + far * math.sin(angle):.4f}")
    if communities:
        rows = [rows[0] + ",类型", *(row + "," for row in rows[1:]), *(f"{'甲乙丙丁'[c]}社区,城关镇,99{c},{3000 + 1500 * c},,,社区" for c in range(communities))]
    (folder / "villages.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


class Configs:
    """Configs of the small county: composed once, values applied."""

    def __init__(self, county: Path, *groups: str) -> None:
        tree, self.choices = compose.compose_tree(["county=own", *groups], None)
        self.tree = apply(tree, [_Value("county.source", str(county))])
        self.files = files(None)

    def default(self, key: str) -> Any:
        """The value of a key where nobody sets it."""
        node: Any = self.tree
        for part in key.split("."):
            node = node[int(part)] if isinstance(node, list) else node[part]
        return node

    def config(self, values: dict[str, Any] | None = None, mode: str | None = None) -> Config:
        """The config with values set by key."""
        tree = apply(self.tree, [_Value(k, v) for k, v in (values or {}).items()])
        choices = self.choices if mode is None else {**self.choices, "mode": mode}
        if mode is not None:
            tree["mode"] = self.files["mode"][mode]
        return build(tree, choices, self.files)


class _Value:
    """A value override, as ``apply`` reads one."""

    class type:  # noqa: N801 - the name that Hydra gives it
        name = "CHANGE"

    def __init__(self, key: str, value: Any) -> None:
        self.key_or_group, self._value = key, value

    def value(self) -> Any:
        return self._value
