"""Every parameter of the model, defined once: key, unit, bounds, low/base/high, source, meaning, what it moves.

``Parameters`` is the whole tree, frozen and validated; ``registry()`` lists its leaves as ``Quantity`` rows, from which
validation, help, the reference table and the default sensitivity ranges come.
"""

from sim.parameters.quantity import Quantity, registry
from sim.parameters.tree import Parameters

__all__ = ["Parameters", "Quantity", "registry"]
