"""The working calendar as HTTP answers it, and what may be recorded of it."""
