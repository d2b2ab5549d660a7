"""Grade submissions: one question, one submission, a class."""
