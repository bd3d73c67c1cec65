"""The page: its style, its scripts and its data in one file that asks for nothing from a network."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

from sim.explore.page_words import WORDS

SCRIPTS = ("unpack.js", "motion.js", "counts.js", "format.js", "map.js", "table.js", "panel.js", "app.js")
"""In the order in which they need each other."""


def explore_page(data: Mapping[str, Any], lang: str) -> str:
    """The page as HTML.

    Args:
        data: see ``sim.explore.page_data``. ``lang``: the language in which it opens.
    """
    number = 0 if lang == "zh" else 1
    title = f"{data['county'][number]} · {WORDS['title'][number]}"
    words = json.dumps(WORDS, ensure_ascii=False).replace("<", "\\u003c")
    plain = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    packed = base64.b64encode(gzip.compress(plain.encode(), 9, mtime=0)).decode()
    scripts = "\n".join(_asset(name) for name in SCRIPTS)
    return _asset("page.html").format(
        lang="zh-CN" if lang == "zh" else "en", title=escape(title), style=_asset("page.css"), words=words,
        number=number, data=packed, scripts=scripts,
    )  # fmt: skip


def _asset(name: str) -> str:
    return (files("sim.explore") / "assets" / name).read_text(encoding="utf-8")
