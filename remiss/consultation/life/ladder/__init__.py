"""The ladder: what time does to a request that waits."""
