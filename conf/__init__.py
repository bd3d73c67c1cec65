"""Hydra configuration groups, packaged so that they are found from any directory."""
