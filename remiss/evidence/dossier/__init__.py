"""Dossiers: one case in one file that proves itself, and what checks such a file.

Imports the domain and the proofs beside it, and nothing that connects: a dossier is verified with
a public key alone.
"""
