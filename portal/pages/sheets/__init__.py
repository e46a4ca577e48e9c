"""Pages of the sheets of periods."""
