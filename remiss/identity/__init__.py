"""Who is calling: tokens, keys, claims, rates; imports settings and the domain's roles."""
