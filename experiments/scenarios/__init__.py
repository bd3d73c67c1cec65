"""From a scenario to its numbers: which scenarios, their plans, their replications, and the archive that keeps them."""
