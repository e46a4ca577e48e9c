"""Pages that change a case, one module a chapter of its life."""
