"""The addresses of the portal, by noun; of the life of a case by chapter, in `life`; `door`."""
