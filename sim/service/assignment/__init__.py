"""Which mode serves which brand in which village, and what is wrong with how that was asked."""
