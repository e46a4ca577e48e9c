"""Views of a case as pure values: rows, tasks, what stands still, explanations, rehearsals."""
