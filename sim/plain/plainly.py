"""Characters that a console does not have, as others that every console has."""

from __future__ import annotations

PLAIN = {
    "•": "*", "±": "+/-", "–": "-", "—": "-", "…": "...", "≤": "<=", "≥": ">=", "×": "x", "∞": "inf", "■": "#",
    "“": '"', "”": '"', "‘": "'", "’": "'", "−": "-", "·": "-", "²": "2",
}
"""What stands for a character that a console does not have; a question mark for all others."""


def plainly(error: UnicodeError) -> tuple[str, int]:
    """An error handler of ``codecs``: a plain character for one that the encoding lacks."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    plain = "".join(PLAIN.get(c, "?") for c in missing)
    return plain if plain.isascii() else "?" * len(missing), error.end
