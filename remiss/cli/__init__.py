"""The command line: one file a command, by what it is for; composes, and nothing imports it."""
