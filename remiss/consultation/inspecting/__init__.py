"""Inspections: what an inspector draws and takes home; a decider of its own, beside the case's."""
