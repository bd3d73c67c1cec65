"""Random numbers that belong to a named thing, so that adding one thing never changes the numbers of another."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def uniforms(shape: tuple[int, ...], *key: object) -> NDArray[np.float64]:
    """Uniform numbers in (0, 1] of the given shape that depend on ``key`` alone."""
    text = "\x1f".join(str(part) for part in key)
    digest = blake2b(text.encode(), digest_size=16).digest()
    generator = np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
    return 1.0 - generator.random(shape)


def normals(shape: tuple[int, ...], *key: object) -> NDArray[np.float64]:
    """Standard normal numbers of the given shape that depend on ``key`` alone (Box-Muller)."""
    u = uniforms((2, *shape), *key)
    return np.asarray(np.sqrt(-2.0 * np.log(u[0])) * np.cos(2.0 * np.pi * u[1]))
