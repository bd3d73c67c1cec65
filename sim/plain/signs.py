"""Signs as a Chinese keyboard writes them (：，［】１－“) where programs know those of ASCII."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans("“”„〝〞‘’、。【】〔〕−–—～", "\"\"\"\"\"'',.[][]---~")
"""Signs that are no full-width form of another, and what is meant by them."""


def narrow(text: str) -> str:
    """A text with full-width forms and the signs of Chinese punctuation as those of ASCII."""
    return unicodedata.normalize("NFKC", text.translate(_ALIKE))


def strange(text: str) -> tuple[str, str] | None:
    """The first sign of a text that ASCII writes in another way, and that way; None where there is none."""
    return next(
        ((c, plain) for c in text if not c.isascii() and (plain := narrow(c)).isascii() and plain.strip()), None
    )
