"""Which mode is best where: break-evens and the tables of a mode map."""
