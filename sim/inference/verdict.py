"""What replications show of a claim."""

MET, NOT_MET, NOT_VERIFIED = "met", "not met", "not verified"
"""It holds, or it does not, beyond what chance would do; or neither can be told."""
