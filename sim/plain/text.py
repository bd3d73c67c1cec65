"""Text without characters that no text has: of a plain file, not too long, in UTF-8, or within plain data."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.problems import InputError, Problem, Said, Where, phrase

CODE = "file.text"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path, name: str, most_bytes: int) -> str:
    """The text of a file, without the mark that some editors set before it.

    Args:
        name: of the file in problems.
        most_bytes: of a file that is read at all.

    Raises:
        InputError: it is no plain file, cannot be read, is longer, is not in UTF-8, or holds control characters.
    """
    raw = read_bytes(path, name, most_bytes)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(name, "UTF-16", phrase("plain.utf8"), phrase("plain.save_utf8"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = phrase("plain.byte", byte=f"0x{raw[error.start]:02x}")
        raise refused(name, found, phrase("plain.utf8"), phrase("plain.save_utf8"), _line(raw, error.start)) from None
    if wrong := _CONTROL.search(text):
        raise refused(
            name, phrase("plain.control", code=f"U+{ord(wrong[0]):04X}"), phrase("plain.text"), "",
            text.count("\n", 0, wrong.start()) + 1,
        )
    return text


def control_characters(data: Any, key: str = "") -> Iterator[Problem]:
    """A fault for each text of plain data, and each name in a map, that holds a control character or what no document
    can.

    Args:
        key: dotted, of the data.
    """
    if not _any_controlled(data):
        return
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, (list, tuple)) else ()
    for name, value in below:
        yield from _controlled(name, key)
        yield from control_characters(value, f"{key}.{name}" if key else str(name))
    yield from _controlled(data, key)


def _any_controlled(data: Any) -> bool:
    """Whether some text of plain data is at fault, told in half the time that it takes to name it."""
    if isinstance(data, str):
        return _CONTROL.search(data) is not None
    if isinstance(data, dict):
        return any(map(_any_controlled, data)) or any(map(_any_controlled, data.values()))
    return isinstance(data, (list, tuple)) and any(map(_any_controlled, data))


def _controlled(text: Any, key: str) -> Iterator[Problem]:
    if isinstance(text, str) and (wrong := _CONTROL.search(text)):
        found = phrase("plain.control", code=f"U+{ord(wrong[0]):04X}")
        yield Problem("config.value", _CONTROL.sub("?", key), found, phrase("plain.text"))


def read_bytes(path: Path, name: str, most_bytes: int) -> bytes:
    """The bytes of a plain file of at most ``most_bytes``; a pipe or device is not even opened.

    Raises:
        InputError: see ``read_text``.
    """
    try:
        kind = os.stat(path)
        if not stat.S_ISREG(kind.st_mode):
            raise refused(
                name, phrase("plain.folder" if stat.S_ISDIR(kind.st_mode) else "plain.no_file"), phrase("plain.file")
            )
        if kind.st_size > most_bytes:
            raise refused(name, phrase("plain.size", size=kind.st_size), phrase("plain.at_most", size=most_bytes))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        missing = phrase("table.no_file") if isinstance(error, FileNotFoundError) else None
        found = missing or getattr(error, "strerror", None) or str(error)
        raise refused(name, found, phrase("plain.readable")) from None


def refused(name: str, found: Said, allowed: Said, hint: Said = "", line: int | None = None) -> InputError:
    """The error of a file that is not what it should be."""
    return InputError([Problem(CODE, Where(file=name, row=line), found, allowed, hint)])


def _line(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1
