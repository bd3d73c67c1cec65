"""Parcels as columns, drawn from keyed random streams or read from a table.

``source.parcels_of`` gives the parcels of a replication, ``expected.expected`` the mean demand, ``streams.Stream``
random numbers by name.
"""
