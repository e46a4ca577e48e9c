"""The one room a command goes through, from a body to its receipt."""
