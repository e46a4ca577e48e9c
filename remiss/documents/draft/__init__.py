"""The draft by its clauses, and what agencies and the drafter do with them; pure, over text."""
