"""Views of one reply: beside its questions, its four results, what it is asked to complete."""
