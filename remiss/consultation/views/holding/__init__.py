"""Who held a request or a case from when to when, for how long, and by whose order it passed on."""
