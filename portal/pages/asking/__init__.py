"""Pages on which a running case asks more: an agency, a body by letter, another text."""
