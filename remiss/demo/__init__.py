"""The story `remiss demo` plays on the real service; composes, and nothing imports it."""
