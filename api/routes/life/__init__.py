"""Commands to cases, one file a chapter of their life: each becomes one Update."""
