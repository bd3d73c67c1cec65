"""Modes and assignments made concrete: itineraries, lines, timetables, crews, routes."""
