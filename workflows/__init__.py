"""The entity workflow of a consultation; imports only `consultation` and the Temporal SDK."""
