"""Pictures of time, drawn in per cent so that nothing is stretched; each has its words."""
