"""Places and roads: tables in, a validated County out."""
