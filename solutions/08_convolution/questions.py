"""Convolution and pooling: the questions in the order of the notebook."""

from autograder.questions.question import Assignment

ASSIGNMENT = Assignment(
    "08_convolution",
    "Convolution and pooling",
    (
        # correlation.py (author 08a) goes above this line
        # invariance.py (author 08b) goes below this line
    ),
)
