"""The page of what all loads came to."""
