"""Commands that prove something: verifying, checkpoints, dossiers, public keys."""
