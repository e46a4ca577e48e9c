"""HTTP: commands in as Temporal Updates, reads out of the ledger; no rule lives here.

It may import consultation, reference, settings and logs; only what composes the service imports it.
"""
