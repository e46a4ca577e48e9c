"""Replying: a reply given, signed and assessed."""
