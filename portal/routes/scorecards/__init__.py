"""The addresses of scorecards: of agencies and people, of the province."""
