"""Ways to spoil a good input: as bytes, as text with its cells, as a zip with its parts. All of them seeded, so that a failure comes back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

MOST = 300_000
"""Bytes that a spoilt input may have; now and then one is far longer."""

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]\n" for i in range(1, 12))
ODD = (
    "", " ", "0", "-1", "-0.5", "1e309", "nan", "inf", "-inf", "1_000", "0x1F", "1,234", "１２３", "9" * 400, "9" * 5_000, "99999999999", "0.1.2", "½", "三", "true", "TRUE", "null", "~", "None", "N/A", "#N/A", "#REF!",
    "=1+1", "@SUM(1)", "+1", "-2+3", "'", '"', "'=1", "`", "\\", "\\u0000", "%s%n", "{0}", "{{}}", "{", "}", "[", "]", ":", ": ", "- ", "&a [*a]", "*a", "<<: *a", "!!int x", "!!float abc", "!!binary x",
    "!!python/object/apply:os.system ['touch PWNED']", "{_target_: os.system, _args_: ['touch PWNED']}", "__import__('os').system('touch PWNED')", "$(touch PWNED)", "`touch PWNED`", "${oc.env:HOME}", "${a}", "${hydra:run.dir}",
    "hydra", "hydra.run.dir", "defaults", "_self_", "# @package hydra", "2026-13-45", "2026-02-30", "9999-12-31", "0000-00-00", "206-03-02 15:59", "2026-03-02T22:00:00Z", "2026-03-02 06:00+08:00", "2026年3月2日", "8am", "12/31", "31/12/2026",
    "now", "today", "14:00", "25:61", "08：30", "46083.25", "20260302060000", "1583020800", "NaT", "\x00", "\x01\x02", "\x0b", "\x1b[31m", "\u200b", "\ufeff", "\u202e", "\ud7ff", "\uffff", "😀", "\U0002f800", "é" * 50, "x" * 3_000, "村" * 500,
    "(" * 2_000, "（" * 2_000, "[" * 3_000, "{a: " * 2_000, "<a>" * 1_000, "../../../etc/passwd", "/etc/passwd", "//x/y", "C:\\x", "file:///etc/passwd", "http://127.0.0.1/x", "CON", "a/b/c/d", "小计", "合计", "全县", "县城", "示例：x", "example: x",
    "auto", "uniform", "post", "zto", "邮政", "每月", "（件/月）", "（万亩）", "(km)", "经度（GCJ-02）", "LineString", "FeatureCollection", "Polygon", "[[[0,0],[1,1],[0,0]]]", "1e400", "-180", "181", "90.00001", "36.15", "118.16",
)  # fmt: skip
"""Words that have caught readers out."""

_PARTS = re.compile(r"[,;\t\n:=\[\]{}<>\" ]+")


def spoil(raw: bytes, rng: Random, odd: tuple[str, ...] = ODD) -> bytes:
    """A good input after one to four mutations; a zip is spoilt inside as a rule."""
    if raw[:2] == b"PK" and rng.random() < 0.85:
        return _zip(raw, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        raw = rng.choice((_bytes, _words, _words, _words, _lines))(raw, rng, odd)
    return raw[: MOST if rng.random() < 0.999 else 30 * MOST]


def _bytes(raw: bytes, rng: Random, odd: tuple[str, ...]) -> bytes:
    """Bytes changed, lost, doubled, put in; or the whole in another encoding."""
    at, to = sorted((rng.randrange(len(raw) + 1), rng.randrange(len(raw) + 1)))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: raw[:at] + rng.randbytes(rng.choice((1, 1, 4, 64))) + raw[at + 1 :],
        lambda: raw[:at] + raw[to:],
        lambda: raw[:at],
        lambda: raw[:to] + raw[at:to] * rng.choice((1, 2, 50)) + raw[to:],
        lambda: raw[:at] + rng.choice(odd).encode("utf-8", "surrogatepass") + raw[at:],
        lambda: raw.decode("utf-8", "replace").encode(rng.choice(("gbk", "utf-16", "utf-16-le", "utf-32", "big5", "cp1252", "utf-7")), "replace"),
        lambda: rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00", b"PK\x03\x04", b"SQLite format 3\x00", b"PAR1", b"\x1f\x8b")) + raw,
        lambda: rng.randbytes(rng.choice((0, 1, 10, 1_000))),
        lambda: raw.replace(b"\n", rng.choice((b"\r", b"\r\n", b"\n\n", b"\x00", b" ", b""))),
    )
    return rng.choice(ways)()


def _words(raw: bytes, rng: Random, odd: tuple[str, ...]) -> bytes:
    """A cell, key or value replaced by an odd one, or put beside another."""
    text = raw.decode("utf-8", "replace")
    spans = [m.span() for m in _PARTS.finditer(text)]
    if not spans:
        return rng.choice(odd).encode("utf-8", "replace")
    i = rng.randrange(len(spans))
    start, end = spans[i][1], spans[i + 1][0] if i + 1 < len(spans) else len(text)
    word = rng.choice((rng.choice(odd), rng.choice(odd), text[slice(*sorted((rng.choice(spans)[0], rng.choice(spans)[1])))][:200]))
    return (text[:start] + rng.choice((word, word, text[start:end] + word, word + text[start:end])) + text[end:]).encode("utf-8", "replace")


def _lines(raw: bytes, rng: Random, odd: tuple[str, ...]) -> bytes:
    """Lines lost, doubled, swapped, joined, or one that is odd."""
    lines = raw.split(b"\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    ways: tuple[Callable[[], list[bytes]], ...] = (
        lambda: lines[:i] + lines[i + 1 :],
        lambda: lines[:i] + [lines[i]] * rng.choice((2, 3, 300)) + lines[i + 1 :],
        lambda: [lines[j] if k == i else lines[i] if k == j else line for k, line in enumerate(lines)],
        lambda: [*lines[:i], rng.choice(odd).encode("utf-8", "replace"), *lines[i:]],
        lambda: [*lines[:i], LAUGHS.encode(), *lines[i:]],
        lambda: [*lines[:i], lines[i] + lines[i], *lines[i + 1 :]],
        lambda: [lines[0], *lines],
        lambda: [b",".join([x, rng.choice(odd).encode("utf-8", "replace")]) for x in lines],
    )
    return b"\n".join(rng.choice(ways)())


def _zip(raw: bytes, rng: Random) -> bytes:
    """A zip with one part spoilt, lost, doubled, far too long, or packed in another way."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = [(n, old.read(n)) for n in old.namelist()]
    i = rng.randrange(len(parts))
    name, body = parts[i]
    how = rng.choice(("spoil", "spoil", "spoil", "spoil", "sheet", "sheet", "lose", "double", "bomb", "rename", "wide", "deep"))
    if how == "spoil":
        parts[i] = (name, spoil(body, rng, ODD) if body[:2] != b"PK" else body)
    elif how == "lose":
        del parts[i]
    elif how == "double":
        parts.append((name, body))
    elif how == "bomb":
        parts[i] = (name, body[:100] + rng.choice((b"\x00", b" ", b"<c/>")) * rng.choice((1_000_000, 30_000_000)) + body[100:])
    elif how == "rename":
        parts[i] = (rng.choice(("../../x", "/etc/x", "xl/workbook.xml", "a" * 300, "")) or "x", body)
    else:
        parts = [(n, _sheet(b, rng, how) if "sheet" in n else b) for n, b in parts]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))) as new:
        for n, b in parts:
            new.writestr(n, b)
    return packed.getvalue()


def _sheet(body: bytes, rng: Random, how: str) -> bytes:
    """A worksheet's XML with other types, references, or far cells."""
    if how == "wide":
        return body.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>')
    if how == "deep":
        return body.replace(b"<sheetData>", b"<sheetData>" + b"<a>" * 5_000)
    pairs = (
        (rb'r="[A-Z]+(\d+)"', b'r="%s\\1"' % rng.choice((b"XFD", b"A", b"ZZZZZ", b"", b"a"))), (rb't="\w+"', b't="%s"' % rng.choice((b"s", b"d", b"e", b"b", b"str", b"n", b"q"))),
        (rb"<v>[^<]*</v>", b"<v>%s</v>" % rng.choice(ODD).encode("utf-8", "replace").replace(b"\\", b"")), (rb"<f>[^<]*</f>|<v>", b"<f>1+1</f><v>"), (rb'ref="[^"]*"', b'ref="A1:XFD1048576"'), (rb' s="\d+"', b' s="9999"'),
    )  # fmt: skip
    found, instead = rng.choice(pairs)
    return re.sub(found, instead, body, count=rng.choice((1, 3, 0)))
