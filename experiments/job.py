"""One job of a verb: its config and results folder in, its exit code out; a fault or a break is said, not raised."""

from __future__ import annotations

import importlib
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

from experiments.engines.engine import EngineError
from sim.plain.heard import unless_interrupted
from sim.problems import InputError, Phrase, Problem, phrase, report

DONE, FAILED, INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""

FULL_ERROR = "HYDRA_FULL_ERROR"
"""The environment variable by which Hydra, and we, show tracebacks."""


def say(problems: Sequence[Problem], lang: str) -> int:
    """Print every problem, those of one kind and place together; the exit code of an input at fault."""
    lines = report(problems, lang)
    print(phrase("problem.many" if len(lines) > 1 else "problem.one", count=len(lines)).text(lang), file=sys.stderr)
    for line in lines:
        print(f"  {line}", file=sys.stderr)
    return INPUT


def main_of(verb: str) -> Callable[..., int]:
    """What a verb does: called with config and results folder (and what else it takes), it gives the exit code."""
    found: Callable[..., int] = module_of(verb).main
    return found


def module_of(verb: str) -> ModuleType:
    """The file of a verb."""
    return importlib.import_module(f"experiments.{verb.replace('-', '_')}")


def job(work: Callable[[], int], lang: str) -> int:
    """Do some work; its exit code. ``lang`` is that of problems, ``zh`` or ``en``."""
    from sim.store.kept import ReplicationError

    try:
        return work()
    except InputError as error:
        unless_interrupted(error)
        return say(error.problems, lang)
    except EngineError as error:
        return _stopped(phrase("shell.stopped_engine", why=error.said), lang)
    except ReplicationError as error:
        if error.trace and os.environ.get(FULL_ERROR):
            print(f"{error}\n{error.trace}", file=sys.stderr)
            return FAILED
        return _stopped(phrase("shell.stopped_replication", why=error.said, variable=FULL_ERROR), lang)
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else ""
        return _stopped(phrase("shell.stopped_file", file=where, why=error.strerror or str(error)), lang)
    except sqlite3.Error as error:
        return _stopped(phrase("shell.stopped_store", why=str(error)), lang)
    except KeyboardInterrupt:
        _stopped(phrase("shell.interrupted"), lang)
        return INTERRUPTED


def _stopped(what: Phrase, lang: str) -> int:
    """Say why a job did not come to its end; the exit code of what failed for another reason than its input."""
    print("\n" + what.text(lang), file=sys.stderr)
    return FAILED
