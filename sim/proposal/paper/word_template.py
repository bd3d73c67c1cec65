"""A Word file of the user's own that lends a document its page and styles."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from sim.problems import InputError, Problem, phrase

TYPES, TEMPLATE, DOCUMENT = "[Content_Types].xml", b"wordprocessingml.template.main", b"wordprocessingml.document.main"
"""Where a file says whether it is a template (``.dotx``) or a document (``.docx``), and how."""


def open_template(path: str | Path) -> Document:
    """A Word file to write on, a document or a template.

    Raises:
        InputError: it is none.
    """
    try:
        return docx.Document(_as_document(Path(path)))
    except (OSError, KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile, OpcError):
        found = Problem("propose.template", "propose.template", str(path), phrase("propose.template"))
        raise InputError([found]) from None


def _as_document(path: Path) -> io.BytesIO:
    """The file as a document: python-docx opens no template."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for part in parts.infolist():
            body = parts.read(part)
            written.writestr(part, body.replace(TEMPLATE, DOCUMENT) if part.filename == TYPES else body)
    made.seek(0)
    return made
