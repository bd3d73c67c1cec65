"""The watch of the fuzzing sees what it is there for."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.fuzz.sandbox import HOME

ELSEWHERE = Path(tempfile.gettempdir()) / "parcelflow-fuzz-elsewhere"
"""A folder that is not there, so that a deed is tried and leaves nothing."""

DEEDS = {
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a connection": "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
    "a pickle": "import pickle; pickle.loads(b'cos\\ngetpid\\n.')",
    "a file elsewhere": f"open({str(ELSEWHERE / 'deed')!r}, 'w')",
    "a folder elsewhere": f"import os; os.mkdir({str(ELSEWHERE / 'deed')!r})",
    "a file taken away": f"import os; os.remove({str(ELSEWHERE / 'none')!r})",
}
WATCHED = """
import sys, tempfile
from pathlib import Path
from tests.fuzz.sandbox import Watch, within_bounds
watch = Watch()
with within_bounds(watch, Path(tempfile.gettempdir()) / "parcelflow-fuzz-own"):
    try:
        exec(sys.argv[1])
    except OSError:
        pass
print(len(watch.broken))
"""


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_seen(deed: str) -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED, DEEDS[deed]], cwd=HOME, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() not in ("", "0"), done.stderr


def test_reading_is_no_deed() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED, "open('README.md').read(); import json; json.loads('[1]')"], cwd=HOME, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "0", done.stderr
