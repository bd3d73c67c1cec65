"""index.html of a results folder: the answer first, then the comparison, the charts, the trust card. Opens offline."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd

from sim.words import say

STYLE = (
    "body{font-family:system-ui,'Noto Sans SC','Microsoft YaHei',sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1c2733;line-height:1.6}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;font-size:.88rem;width:100%}"
    "th,td{padding:.3rem .55rem;border-bottom:1px solid #d8dee5;text-align:right;vertical-align:top}th:first-child,td:first-child{text-align:left}"
    "th{background:#eef2f6}li{margin:.25rem 0}img{max-width:100%;height:auto;margin:.6rem 0}.scroll{overflow-x:auto}"
    "figure{margin:0}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:1rem}.wide{grid-column:1/-1}"
)
WIDE = ("map_time", "map_cost", "trade_off", "hub_load")


def page(title: str, answer: Sequence[str], comparison: pd.DataFrame, charts: Sequence[Path], files: Sequence[str], card: Sequence[str], foot: str, lang: str) -> str:
    """The page as HTML.

    Args:
        comparison: side by side, in words.
        charts: png files below charts/.
        files: names of the tables in the folder.
        card: lines of the trust card.
        foot: where the page comes from.
    """
    head = say(lang, "zh-CN", "en")
    figures = "".join(f'<figure class="{"wide" if c.stem in WIDE else ""}"><img src="charts/{escape(c.name)}" alt="{escape(c.stem)}"></figure>' for c in charts)
    listed = ", ".join(f'<a href="{escape(f)}">{escape(f)}</a>' for f in files)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<h2>{say(lang, '结论', 'The answer')}</h2><ul>{''.join(f'<li>{escape(s)}</li>' for s in answer)}</ul>",
        f'<h2>{say(lang, "模式比较（均值 ± 95%区间半宽）", "Comparison (mean ± half of the 95 % interval)")}</h2><div class="scroll">{_table(comparison)}</div>',
        f'<h2>{say(lang, "图", "Charts")}</h2><div class="charts">{figures}</div>' if charts else "",
        f"<h2>{say(lang, '表', 'Tables')}</h2><p>{listed}</p>",
        f'<h2>{say(lang, "可信度卡", "Trust card")}</h2><ul>{"".join(f"<li>{escape(x)}</li>" for x in card)}</ul><p><small>{escape(foot)}</small></p>',
    ]
    return f'<!doctype html><html lang="{head}"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style></head><body>{"".join(parts)}</body></html>\n'


def _table(frame: pd.DataFrame) -> str:
    head = "".join(f"<th>{escape(str(c))}</th>" for c in frame.columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in frame.itertuples(index=False))
    return f"<table><tr>{head}</tr>{body}</table>"
