"""Which of several scenarios is the best, with a stated probability."""
