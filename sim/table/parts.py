"""A workbook as a zip of XML parts: refused before it unpacks to more than is sane, read without a document type."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from sim.table.limits import MOST_PACKED, MOST_PARTS, MOST_SIDE_PART, MOST_UNPACKED, SMALL_UNPACKED

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_CHUNK = 1 << 16


class NoWorkbookError(Exception):
    """A file that is no workbook: ``reason`` is what is wrong with it."""


class TooPackedError(Exception):
    """A workbook that unpacks to ``size`` bytes, beyond its bound."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class WorkbookParts:
    """The parts of a workbook by name.

    Raises:
        NoWorkbookError: no zip. TooPackedError: beyond the bounds of ``sim.table.limits``.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # whatever damaged bytes make zipfile raise
            raise NoWorkbookError(type(error).__name__) from None
        entries = self._zip.infolist()
        size = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or size > min(MOST_UNPACKED, max(SMALL_UNPACKED, MOST_PACKED * len(data))):
            raise TooPackedError(size)
        self._names = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def size(self, name: str) -> int:
        """Bytes of a part, unpacked."""
        return self._names[name.lower()].file_size

    def parse(self, name: str, start: Start, end: End, text: Text, most: int = MOST_SIDE_PART) -> None:
        """Walk through a part of at most so many bytes; see ``walk``."""
        if name in self and self.size(name) > most:
            raise NoWorkbookError(f"{name}: {self.size(name)} bytes")
        for _ in self.walk(name, start, end, text):
            pass

    def walk(self, name: str, start: Start, end: End, text: Text) -> Iterator[None]:
        """Walk through a part piece by piece; element and attribute names come without their prefix.

        Raises:
            NoWorkbookError: there is no such part, its bytes are damaged, it is no XML, or it declares a document type.
        """
        if name not in self:
            raise NoWorkbookError(f"no part {name}")
        parser = _parser(start, end, text)
        try:
            with self._zip.open(self._names[name.lower()]) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
        except NoWorkbookError:
            raise
        except (
            expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError
        ) as error:
            raise NoWorkbookError(f"{name}: {error}") from None
        except Exception as error:  # zlib, lzma and bz2 have error classes of their own
            raise NoWorkbookError(f"{name}: {type(error).__name__}") from None
        yield

    def relations(self, name: str) -> dict[str, str]:
        """Names of the parts that a part refers to, by the id of the relation."""
        folder, file = posixpath.split(name)
        found: dict[str, str] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship":
                target = attributes.get("Target", "")
                found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(
                    posixpath.join(folder, target)
                )

        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path in self:
            self.parse(path, start, lambda tag: None, lambda text: None)
        return found


def _parser(start: Start, end: End, text: Text) -> expat.XMLParserType:
    local: dict[str, str] = {}

    def bare(name: str) -> str:
        if (known := local.get(name)) is None:
            known = local[name] = name.rpartition(":")[2] if len(local) < 10_000 else name
        return known

    def opened(name: str, attributes: dict[str, str]) -> None:
        start(bare(name), {bare(k): v for k, v in attributes.items()} if attributes else attributes)

    def refused(*_: object) -> None:
        raise NoWorkbookError("document type declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: end(bare(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refused
    return parser
