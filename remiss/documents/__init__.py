"""Official documents of a consultation, as pure functions from values to bytes.

It imports only the domain; anything that sends or shows a document may import it.
"""
