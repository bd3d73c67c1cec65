"""The documents show what the project does today."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.settings.compose import configs, files
from experiments.verbs import VERBS
from sim.proposal.frames import READ_BY_PEOPLE
from tests.house import floors, picture, reference
from tests.house.contents import CONTENTS
from tests.house.documents import DOCUMENTS, HOME, blocks, commands, headings, links

README = HOME / "README.md"
COMMANDS = [(file.name, words) for file in DOCUMENTS for words in commands(file) if "--config-dir" not in words]
"""All but those on a folder that the reader writes: ``test_examples`` runs them."""


@pytest.mark.parametrize(("document", "words"), COMMANDS, ids=[f"{name}: {' '.join(words)}" for name, words in COMMANDS])
def test_every_command_is_understood(document: str, words: list[str]) -> None:
    verb, *rest = words
    assert verb in VERBS
    _, jobs = configs([w for w in rest if "=" in w], verb, None, files(None))
    assert (len(list(jobs)) > 1) == ("-m" in rest or verb == "sweep")


def test_there_are_two_commands_to_begin_with() -> None:
    assert [b.strip() for b in blocks(README)[:2]] == ["python3 start.py", "python3 start.py test -n 2"]
    assert len(commands(README)) >= 10


@pytest.mark.parametrize("document", reference.DOCUMENTS, ids=lambda p: p.name)
def test_tables_are_those_of_the_registry_and_the_reference(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert reference.filled(text) == text


def test_the_floors_are_told_from_the_ground_up() -> None:
    text = floors.DOCUMENT.read_text(encoding="utf-8")
    assert floors.table() in text


def test_every_table_stands_somewhere() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in reference.DOCUMENTS)
    assert all(text.count(f"<!-- {name} -->") == 1 for name in reference.TABLES)


def test_every_table_that_people_open_is_told_of() -> None:
    assert set(READ_BY_PEOPLE) <= {name for held in CONTENTS for name in held.files}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in links(document):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


def test_the_picture_of_the_model_is_what_its_script_draws() -> None:
    assert picture.FILE.read_text(encoding="utf-8") == picture.drawn()


def test_a_first_reader_has_little_to_read() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 125
