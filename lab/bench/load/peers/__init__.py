"""What else keeps cases: held against the service under the same load."""
