"""The annex of a proposal: its material, its chapters in their order, and the figure set that goes with it."""
