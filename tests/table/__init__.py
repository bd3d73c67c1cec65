"""Tables that others typed, and those written for them."""
