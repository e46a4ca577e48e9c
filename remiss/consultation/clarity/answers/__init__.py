"""Answers proposed from a letter that came without any, each part in the words it was read from."""
