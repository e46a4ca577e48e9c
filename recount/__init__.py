"""The scorecards counted again from exported events, by docs/scorecards.md and nothing else.

For whoever doubts a figure: it needs Python alone, and imports nothing of the service.
"""
