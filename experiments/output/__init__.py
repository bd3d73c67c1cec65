"""The folder of a run: whose it is, its tables as files."""
