"""JSON as data, within bounds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sim.plain.text import read_text, refused
from sim.problems import phrase

MOST_BYTES = 32_000_000
"""Of a file; as Python has it, it takes some ten times as much."""


def read_json(path: Path, name: str, most_bytes: int = MOST_BYTES) -> Any:
    """The content of a JSON file in UTF-8.

    Args:
        name: of the file in problems.

    Raises:
        InputError: see ``read_text``; or it is no JSON, nests too deep, or holds NaN or infinity, which JSON does not
            have.
    """
    text = read_text(path, name, most_bytes)
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise refused(name, error.msg, "JSON", "", error.lineno) from None
    except RecursionError:
        raise refused(name, phrase("plain.deeper_json"), "JSON") from None
    except ValueError as error:  # a number of thousands of digits, or none
        raise refused(name, str(error)[:80], phrase("plain.number")) from None


def _no_number(word: str) -> float:
    raise ValueError(word)
