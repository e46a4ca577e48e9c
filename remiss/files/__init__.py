"""Files that come in: checked, scanned, stored by what they hold."""
