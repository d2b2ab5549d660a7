"""Convolution and pooling: the questions in the order of the notebook."""

from autograder.questions.question import Assignment

from .correlation import CONV1D, CONV2D, CONV2D_BACKWARD
from .counting import COUNT_CONVOLUTION_PARAMETERS, COUNT_PARAMETERS

ASSIGNMENT = Assignment(
    "08_convolution",
    "Convolution and pooling",
    (
        COUNT_PARAMETERS,
        COUNT_CONVOLUTION_PARAMETERS,
        CONV1D,
        CONV2D,
        CONV2D_BACKWARD,
        # invariance.py (author 08b) goes below this line
    ),
)
