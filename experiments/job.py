"""One job of a verb: its config and results folder in, its exit code out; a fault or a break is said, not raised."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.engines.engine import EngineError
from sim.problems import InputError, Problem, phrase, report

if TYPE_CHECKING:
    from experiments.settings.config import Config

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


def job(verb: str, config: Callable[[], Config], folder: Path, more: Sequence[Any], lang: str) -> int:
    """Run a verb's ``main``; its exit code.

    Args:
        config: gives the validated config.
        folder: where results go; it exists, and goes again where nothing is left in it.
        lang: of problems, ``zh`` or ``en``.
        more: what this verb's ``main`` takes beside config and folder.
    """
    from experiments.output.store import tidy
    from experiments.scenarios.replicate import ReplicationError

    try:
        module = importlib.import_module(f"experiments.{verb.replace('-', '_')}")
        code: int = module.main(config(), folder, *more)
    except InputError as error:
        tidy(folder)
        return say(error.problems, lang)
    except EngineError as error:
        print(f"\nStopped: {error}. What is finished is kept; the same command goes on from there.", file=sys.stderr)
        return FAILED
    except ReplicationError as error:
        tidy(folder)
        print(f"\nStopped: {error}", file=sys.stderr)
        if error.trace and os.environ.get(FULL_ERROR):
            print(error.trace, file=sys.stderr)
        else:
            print(f"What is finished is kept. To come to it again: the same command with workers=1; {FULL_ERROR}=1 before it shows the traceback.", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nInterrupted. What is finished is kept; the same command goes on from there.", file=sys.stderr)
        return INTERRUPTED
    return code
