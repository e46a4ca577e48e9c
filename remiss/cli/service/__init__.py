"""Commands that start something: the service, the demonstration, a worker; and tokens for it."""
