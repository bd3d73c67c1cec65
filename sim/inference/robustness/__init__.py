"""How far an answer holds over the plausible ranges of what is assumed."""
