"""A Word file of the user's own that lends a document its styles."""

from __future__ import annotations

import zipfile

from sim.problems import InputError, Problem, phrase


def check_template(path: str) -> None:
    """Refuse a template that is no Word file.

    Raises:
        InputError: it is none.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            parts.getinfo("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        raise InputError([Problem("propose.template", "propose.template", path, phrase("propose.template"))]) from None
