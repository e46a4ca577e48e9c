"""What components show, as values: pages make them, the macros of the same names render them."""
