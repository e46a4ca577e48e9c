"""What one case adds to scorecards, kept with its rows; see docs/scorecards.md."""
