"""Files, functions and branches are counted as they say."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from tests.house.size import (
    BESIDE,
    HOME,
    LINES_OF_THE_SHELL,
    LONG_FILE,
    LONG_FUNCTION,
    MANY_BRANCHES,
    MANY_NODES,
    TYPICAL_NODES,
    complexity,
    functions_of,
    length,
    library,
    measured,
    rooms,
)

TEXT = '''
def f(x):
    """Words
    over two lines."""
    for y in x:
        if y and [z for z in x]:
            try:
                pass
            except ValueError:
                pass
            else:
                pass
        elif y > 2:
            match y:
                case 3:
                    pass
                case _:
                    pass

    def g():
        return 1

    return g
'''


def test_a_function_is_counted_without_its_words() -> None:
    outer, inner = functions_of(ast.parse(TEXT))
    assert (length(outer), length(inner)) == (20, 2)
    assert (complexity(outer), complexity(inner)) == (8, 1)


def test_rooms_hold_every_file_once() -> None:
    files = [file for room in rooms().values() for file in room]
    assert len(files) == len(set(files)) > 300
    assert Path(__file__) in files


def test_libraries_beside_are_found() -> None:
    assert all(measured(library(name)).lengths for name in BESIDE)
    assert library("no_such_library") == []


@pytest.mark.parametrize("room", [name for name in rooms() if name != "tests"])
def test_no_room_gets_worse_than_was_reached(room: str) -> None:
    """Files and ways through a function stay within the bounds."""
    size = measured(rooms()[room])
    assert not [file.relative_to(HOME).as_posix() for file, lines in size.lines.items() if lines > LONG_FILE]
    assert max(size.branches, default=0) <= MANY_BRANCHES


def test_nineteen_of_twenty_functions_are_short() -> None:
    size = measured([file for name, files in rooms().items() if name != "tests" for file in files])
    assert np.percentile(size.lengths, 95) < LONG_FUNCTION


def test_nineteen_of_twenty_functions_of_the_model_are_plain() -> None:
    nodes = measured([file for name, files in rooms().items() if name.startswith("sim") for file in files]).nodes
    assert np.percentile(nodes, 95) <= MANY_NODES
    assert np.median(nodes) <= TYPICAL_NODES


def test_what_a_person_runs_stays_a_thin_shell() -> None:
    """What is pure belongs in a room of the model, where it is tried by itself."""
    shell = [file for name, files in rooms().items() if name.startswith("experiments") for file in files]
    assert sum(measured(shell).lines.values()) <= LINES_OF_THE_SHELL
