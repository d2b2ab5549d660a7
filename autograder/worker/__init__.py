"""What runs beside the student's code: the protocol, the standard probes, and the loop.

Nothing in here knows an expected value. Nothing outside of this package is mounted in the
sandbox, so nothing in here may import the rest of ``autograder``.
"""
