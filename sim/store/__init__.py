"""What is kept on disk, never half-written: finished replications, and the results folder of a run."""
