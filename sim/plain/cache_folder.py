"""Where this machine keeps what can be made anew at any time."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(name: str) -> Path:
    """A folder for one kind of thing in the user's cache folder (``PARCELFLOW_CACHE`` moves it); it need not exist."""
    named = (os.environ.get(key) for key in ("PARCELFLOW_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"))
    return Path(next(filter(None, named), str(Path.home() / ".cache"))) / "parcelflow" / name
