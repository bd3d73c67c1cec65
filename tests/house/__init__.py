"""The house itself: how large its parts are, whom they know, and that its documents say what is."""
