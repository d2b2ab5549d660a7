"""Output layers and costs: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .classifier import TRAIN_CLASSIFIER
from .costs import ABSOLUTE_ERROR, GAUSSIAN_NEGATIVE_LOG_LIKELIHOOD, SQUARED_ERROR
from .cross_entropy import CATEGORICAL_CROSS_ENTROPY
from .layer import OUTPUT_LAYER
from .outputs import PINNED_SOFTMAX, SIGMOID, SOFTMAX
from .propriety import IS_PROPER

ASSIGNMENT = Assignment(
    "03_output_layers",
    "Output layers and costs",
    (
        SIGMOID,
        SOFTMAX,
        PINNED_SOFTMAX,
        OUTPUT_LAYER,
        ABSOLUTE_ERROR,
        SQUARED_ERROR,
        CATEGORICAL_CROSS_ENTROPY,
        GAUSSIAN_NEGATIVE_LOG_LIKELIHOOD,
        IS_PROPER,
        TRAIN_CLASSIFIER,
    ),
)
