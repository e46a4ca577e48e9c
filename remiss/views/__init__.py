"""What a reader gets, as far as they may see it."""
