"""What the service refuses outside the rules of a case; shared by all that speak HTTP."""
