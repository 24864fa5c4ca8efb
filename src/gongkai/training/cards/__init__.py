"""Templates of the model cards, filled with measured figures only."""
