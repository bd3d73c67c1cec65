"""The model: a county's parcels from its hub to every village. Knows nothing of terminals or config files."""
