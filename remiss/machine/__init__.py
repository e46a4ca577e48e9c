"""Runs Remiss on one machine: PostgreSQL, Temporal, the worker and the API as child processes.

Only what composes the service (the command line, the demonstration, tests) may import it.
"""
