"""The command `remiss`: one screen or step a file; starts worker and API only as processes."""
