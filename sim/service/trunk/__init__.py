"""Trunks 干线: what they are asked to carry, and who carries it."""
