"""How people come in and out: cookies, the way to the provider, forms from elsewhere refused."""
