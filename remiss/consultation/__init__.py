"""The domain: every rule of a consultation, as pure functions over values.

Anything may import it; it imports only the standard library and pydantic.
"""
