"""Official letters of a case, each as it stood when it went out."""
