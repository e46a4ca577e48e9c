"""Declining: a question that is another agency's."""
