"""Questions: the trusted side of an assignment."""
