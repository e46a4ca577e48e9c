"""Pages of inspections: the list, one, its samples, and outliers of published indicators."""
