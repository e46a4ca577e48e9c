"""Pages of one request: what is asked and why, until when, what can be done."""
