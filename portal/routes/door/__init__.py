"""How people come in and out, prove anew who they are, and choose the role they act in."""
