"""What stands in the documents: commands, pictures, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
DOCUMENTS = (HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").glob("*.md")))
"""Every document that a reader is sent to, but the change log."""


def blocks(document: Path) -> list[str]:
    """Its blocks of commands: those without a language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", document.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [block for language, block in found if not language]


def commands(document: Path) -> list[list[str]]:
    """Its commands that begin with ``parcelflow``, as words: verb first."""
    lines = [line for block in blocks(document) for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("parcelflow ")]


def links(document: Path) -> list[str]:
    """What its links and pictures inside the repository point to."""
    found = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith(("http:", "https:"))]


def headings(document: Path) -> set[str]:
    """The anchors of its headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
