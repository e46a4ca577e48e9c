"""Steering: what people change in a whole case, and how it ends."""
