"""Long columns of few words, as pandas categories."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def categories(names: list[str], codes: NDArray[Any]) -> Any:
    """A categorical column: the name at each code; -1 is empty. Several codes may have the same name.

    Args:
        names: by code.
        codes: by row.
    """
    unique = list(dict.fromkeys(names))
    number = {name: i for i, name in enumerate(unique)}
    merged = np.array([number[name] for name in names] + [-1], dtype=np.int64)
    return pd.Categorical.from_codes(merged[np.asarray(codes, dtype=np.int64)], pd.Index(unique, dtype=object))
