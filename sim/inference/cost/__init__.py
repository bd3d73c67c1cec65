"""What costs come to for each party over many replications: gaps, gains, contracts, sharing, five years."""
