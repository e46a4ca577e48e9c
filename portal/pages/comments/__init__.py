"""Pages on which the comments of a case are disposed of, and what comes of that."""
