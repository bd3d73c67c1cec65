"""Parcels expected, drawn and recorded."""
