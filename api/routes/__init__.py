"""The addresses of the API, one module per subject; each turns HTTP into a call and back."""
