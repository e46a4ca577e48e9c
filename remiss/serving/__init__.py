"""What both kinds of HTTP, for machines and for people, run with; how they answer is their own."""
