"""Pages of the Office and of heads: what stalls, the morning reports, the load of an agency."""
