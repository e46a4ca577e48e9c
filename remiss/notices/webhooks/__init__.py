"""Webhooks: signed calls to agencies' own systems, and where these may go."""
