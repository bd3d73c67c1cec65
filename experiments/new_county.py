"""``parcelflow new-county``: an empty workbook to fill in, or a county built from names and a boundary."""

from __future__ import annotations

from pathlib import Path

from experiments.output.store import tidy
from experiments.scenarios.provenance import DATA
from experiments.settings.config import Config
from sim.county.spec import CountySpec
from sim.county.workbook import new_county, write_template
from sim.words import say


def main(config: Config, folder: Path) -> int:
    """Write the workbook (or folder) that ``new_county.file`` names; the exit code."""
    tidy(folder)
    lang, asked = config.run.lang, config.new_county
    path = Path(asked.file)
    if asked.names is None:
        write_template(path, lang)
        print(say(lang, f"已写出空白工作簿 {path}。填好“村庄”表后运行：parcelflow check county={path}", f"Wrote an empty workbook, {path}. Fill in its villages, then run: parcelflow check county={path}"))
        return 0
    spec = CountySpec(**{**config.county.model_dump(), "slug": path.stem or "own", "source": asked.names})
    county = new_county(spec, DATA, path, Path(asked.boundary) if asked.boundary else None, lang)
    print(say(
        lang,
        f"已写出 {path}：{len(county.townships)}个乡镇，{len(county.villages)}个村；规则补齐的位置和人口标为合成。接着运行：parcelflow check county={path}",
        f"Wrote {path}: {len(county.townships)} townships, {len(county.villages)} villages; what the rules filled is marked synthetic. Next: parcelflow check county={path}",
    ))  # fmt: skip
    return 0
