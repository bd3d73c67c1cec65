"""Many outcomes: intervals, comparisons, selection, sensitivity indices, fronts, precision, targets, robustness."""
