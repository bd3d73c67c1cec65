"""What a person runs: a file a verb. ``app``, ``beforehand`` and ``job`` lead to it from a command line.

The model, ``sim``, is the one that lies beside this package, whatever the current folder holds: a notebook's folder may
have a ``sim`` of its own, and Python looks there first.
"""

import sys
from pathlib import Path

_HOME = str(Path(__file__).resolve().parent.parent)
sys.path.insert(0, _HOME)
try:
    import sim  # noqa: F401
finally:
    sys.path.remove(_HOME)
