"""Scorecards: how agencies ask, how they answer, how the rules judge. See docs/scorecards.md."""
