"""The folder of a run: whose it is, what it holds, its tables as files."""
