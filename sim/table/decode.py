"""Text from bytes: UTF-8, UTF-16, GB18030 or Big5, told apart by what decodes and what reads as Chinese."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_COMMON = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")
_BIG5_COMMON = re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
MOSTLY = 0.5
"""Of the pairs of bytes of Chinese text in GB18030 more than this share are its common characters (measured: 0.77 to
1); of the same text in UTF-8 fewer (0.06 to 0.27)."""

_JUDGED = 2_000_000
"""Bytes that are enough to know a file's encoding by."""


class UndecodableError(Exception):
    """Bytes that are no text: ``row`` is the line of the first, ``utf8`` whether all else is UTF-8."""

    def __init__(self, row: int, utf8: bool) -> None:
        super().__init__(row)
        self.row, self.utf8 = row, utf8


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark.

    UTF-8, or UTF-16 and UTF-32 with a mark (UTF-16 without one where every other byte is zero); otherwise GB18030 or
    Big5, whichever gives more of its common characters. A file most of whose characters are UTF-8, and that is no good
    text in GB18030, is UTF-8, with damage.

    Raises:
        UndecodableError: no encoding fits, or a zero byte stands in the text.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(_row(data[: error.start], encoding), encoding == "utf-8") from None
    if "\x00" in text:
        raise UndecodableError(_lines(text[: text.index("\x00")]), encoding == "utf-8")
    return text.removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _unmarked_utf16(data[:2_000]):
        return wide
    sample = data if len(data) <= _JUDGED else data[: data.rfind(b"\n", 0, _JUDGED) + 1 or _JUDGED]
    if _decodes(data, "utf-8"):
        return "utf-8"
    whole = sum(len(m) for m in _MULTIBYTE.findall(sample))
    beyond_ascii = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    in_gb = _common(sample, _GB_COMMON) > MOSTLY and _decodes(data, "gb18030")  # 圆通 is two characters of UTF-8, too
    if 2 * whole > beyond_ascii and not in_gb:
        return "utf-8"
    common = {"gb18030": _common(sample, _GB_COMMON), "big5hkscs": _common(sample, _BIG5_COMMON)}
    fits = [encoding for encoding in common if _decodes(data, encoding)]
    # Simplified text has many common characters read as Big5, too: that must be clearly better.
    if "big5hkscs" in fits and ("gb18030" not in fits or common["big5hkscs"] > common["gb18030"] + 0.15):
        return "big5hkscs"
    return "gb18030" if fits or common["gb18030"] > MOSTLY else "utf-8"


def _unmarked_utf16(head: bytes) -> str:
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 6 > len(head[1::2]) and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even * 6 > len(head[::2]) and odd == 0 else ""


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _common(sample: bytes, pattern: re.Pattern[bytes]) -> float:
    """The share of pairs of bytes that are a common character."""
    pairs = _PAIR.findall(sample)
    return sum(1 for pair in pairs if pattern.fullmatch(pair)) / max(1, len(pairs))


def _row(before: bytes, encoding: str) -> int:
    return _lines(before.decode(encoding, errors="ignore"))


def _lines(text: str) -> int:
    return text.count("\n") + 1
