"""A class of invented students for trying the grader: what they handed in, and what is due.

Built from the released notebook, the solutions, the accepted variants and the mutants, so it
stays true when these change. ``students.py`` is the list to read.
"""

from autograder.sample_class.sample import Expected, Sample
from autograder.sample_class.students import sample_class, write_sample_class

__all__ = ["Expected", "Sample", "sample_class", "write_sample_class"]
