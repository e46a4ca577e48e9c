"""Faults made on purpose, on a service of real processes, counted from outside.

It composes the service like the command line does, so nothing else may import it but tests.
"""
