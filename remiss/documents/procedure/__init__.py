"""The procedure on paper, as internal procedures are published, and as a diagram."""
