"""A real Temporal cluster on this machine: two processes of each role on PostgreSQL, one way in.

It shares processes, clients and oracle with `lab.chaos`, and nothing but tests imports it.
"""
