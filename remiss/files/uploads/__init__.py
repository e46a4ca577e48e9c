"""Files that come in parts: begun, gone on with after the line broke, and checked when whole."""
