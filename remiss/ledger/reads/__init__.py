"""Every read of the ledger for people: rows, lists, reports."""
