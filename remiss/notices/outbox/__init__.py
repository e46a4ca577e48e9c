"""The outbox: what events tell as rows, what of it goes out together and when, what became of it.

Imports the domain and the ledger's reads; postman, mail and webhooks empty it.
"""
