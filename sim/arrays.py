"""Columns of plain numbers: numpy arrays of whole numbers, of real ones, of yes and no."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
