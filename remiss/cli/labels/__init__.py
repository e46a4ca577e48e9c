"""Commands by which people label replies, and see how far they agree."""
