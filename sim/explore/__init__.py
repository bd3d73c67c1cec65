"""A page to explore a county on: its villages in every mode, and a day as it was simulated."""
