"""Commenting: what became of each comment, and of late replies."""
