"""What commands show in the terminal: Vietnamese first, English under it."""
