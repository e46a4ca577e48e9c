"""Proof for those who do not trust this database: Merkle trees, signatures and checkpoints.

Imports the domain; only what makes and audits checkpoints also imports the ledger, so that
verifying a file needs no database.
"""
