"""Files that are whole or not there: written beside their place and moved to it when all of it is on the disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path, aside: Path | None = None) -> Iterator[Path]:
    """A path to write to; the file there takes the place of ``path`` at the end, and goes if that is not reached.

    A link that stands at ``path`` is replaced, not followed.

    Args:
        aside: a folder of the same file system to write in; None: beside ``path``.
    """
    part = (aside or path.parent) / f".{path.name[:200]}.{secrets.token_hex(4)}.part"
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        if error.errno is not None and error.filename in (None, part, str(part)):
            error.filename = str(path)  # the one that a person knows
        raise
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text in UTF-8; see ``whole``."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8")
