"""Pages that open a consultation: draft, questions, agencies, and a check before it is sent."""
