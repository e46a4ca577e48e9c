"""What may come in: characters, strict JSON, fields."""
