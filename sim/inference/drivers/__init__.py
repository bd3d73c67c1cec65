"""What drives the results: keys turned alone and together, and their indices."""
