"""One reply as people and programs read it: beside its questions, and where the ledger holds it."""
