"""What callers send, as frozen models."""
