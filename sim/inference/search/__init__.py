"""The search of a grid of decisions for its front, and what can be said of its points."""
