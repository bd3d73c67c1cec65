"""What a person runs: a file a verb. ``app``, ``ahead`` and ``job`` lead to it from a command line."""
