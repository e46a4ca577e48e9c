"""What a case asks of the outside, thin and safe to repeat; imports only `consultation`."""
