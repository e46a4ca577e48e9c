"""What proofs read and keep in the database: checkpoints, what they signed, guards, files named."""
