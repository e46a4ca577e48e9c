"""The sheets people label replies on: written, and read back."""
