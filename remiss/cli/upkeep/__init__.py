"""Commands of whoever keeps the service: schema, recovery, settings, keys."""
