"""The tables whose rows nobody ever changes: the one list for guards, grants and their tests."""

EVIDENCE = (
    "calendar_override",
    "checkpoint",
    "event",
    "figure_look",
    "head_explanation",
    "inspection_entry",
    "inspection_population",
    "report",
    "sheet_entry",
    "signed_notice",
)
"""Each has the trigger `<name>_append_only`; the service may add to it and read it."""
