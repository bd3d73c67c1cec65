"""What a person may set: the schema of every key, and the way from a command line to a validated config."""
