"""Finished replications on disk, never half-written: their KPIs in one file, whole ones in a file each."""
