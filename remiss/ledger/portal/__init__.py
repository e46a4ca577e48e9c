"""What the portal keeps for the people who use it; of the ledger it shares the database alone.

None of it is evidence: it is changed, ends, and is forgotten.
"""
