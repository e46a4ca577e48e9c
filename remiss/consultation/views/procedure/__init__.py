"""The consultation as an internal procedure: its steps, who, within what time, on what basis."""
