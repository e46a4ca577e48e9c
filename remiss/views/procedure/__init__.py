"""The procedure as callers read it: of every kind and urgency, by version."""
