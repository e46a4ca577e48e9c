"""Pure checks of what was seen and of what could be: histories of clients, orders of steps.

It does no I/O and imports nothing of the product.
"""
