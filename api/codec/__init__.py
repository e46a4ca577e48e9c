"""Payloads opened for the Temporal UI and command line, and the sign-in for it."""
