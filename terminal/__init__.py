"""What commands print for a person: Vietnamese first; it may import the domain and rich."""
