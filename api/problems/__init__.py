"""Refusals as answers of HTTP (RFC 9457)."""
