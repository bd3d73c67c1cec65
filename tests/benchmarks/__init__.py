"""Speed, as ratios measured in one run: times are printed, values and event counts are asserted."""
