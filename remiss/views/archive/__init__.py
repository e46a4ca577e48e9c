"""A case as one file to take along: the dossier that proves itself, the set laid before leaders."""
