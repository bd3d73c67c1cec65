"""Parcels as columns, drawn from keyed random streams or read from a table."""
