"""The flow, part by part; `tests/oracles` holds the whole of it to a model of the same semantics."""
