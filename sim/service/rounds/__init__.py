"""Rounds of vehicles of our own in the villages, and the stations that they run from."""
