"""What each format of files asks of a file; nothing here knows the store."""
