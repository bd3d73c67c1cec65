"""Modes and assignments made concrete: ways, lines, timetables, crews, routes."""
