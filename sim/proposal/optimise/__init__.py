"""What an optimisation leaves for people."""
