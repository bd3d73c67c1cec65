"""What is said of the program is tried here: rooms stand as in `sim/`, and every file of it has one of its own name."""
