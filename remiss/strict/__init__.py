"""What may stand in a text, and JSON that everybody reads alike; imports nothing of ours."""
