"""Bodies of commands, a file a chapter. Who sends one is told by a token, never by a body."""
