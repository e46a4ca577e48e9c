"""An opening tried before it is sent: who would be asked, and every step of time."""
