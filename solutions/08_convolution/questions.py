"""Convolution and pooling: the questions in the order of the notebook."""

from autograder.questions.question import Assignment

from .correlation import CONV1D, CONV2D, CONV2D_BACKWARD
from .counting import COUNT_CONVOLUTION_PARAMETERS, COUNT_PARAMETERS
from .invariance import (
    EQUIVARIANCE_ERROR,
    INVARIANCE_ERROR,
    MAX_POOL,
    RECEPTIVE_FIELD,
    TILED_CONV1D,
    TRAIN_CNN,
)

ASSIGNMENT = Assignment(
    "08_convolution",
    "Convolution and pooling",
    (
        COUNT_PARAMETERS,
        COUNT_CONVOLUTION_PARAMETERS,
        CONV1D,
        CONV2D,
        CONV2D_BACKWARD,
        TILED_CONV1D,
        MAX_POOL,
        EQUIVARIANCE_ERROR,
        INVARIANCE_ERROR,
        RECEPTIVE_FIELD,
        TRAIN_CNN,
    ),
)
