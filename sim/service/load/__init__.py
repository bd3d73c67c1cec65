"""What a plan is asked for against what it can do, before anything runs."""
