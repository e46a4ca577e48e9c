"""What the entry points compose: rules, texts, ledger and all that is not HTTP or workflow."""
