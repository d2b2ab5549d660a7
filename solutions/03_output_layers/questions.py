"""Output layers and costs: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .cross_entropy import CATEGORICAL_CROSS_ENTROPY
from .layer import OUTPUT_LAYER
from .outputs import PINNED_SOFTMAX, SIGMOID, SOFTMAX

ASSIGNMENT = Assignment(
    "03_output_layers",
    "Output layers and costs",
    (
        SIGMOID,
        SOFTMAX,
        PINNED_SOFTMAX,
        OUTPUT_LAYER,
        # author 03b: ABSOLUTE_ERROR, SQUARED_ERROR
        CATEGORICAL_CROSS_ENTROPY,
        # author 03b: GAUSSIAN_NEGATIVE_LOG_LIKELIHOOD, IS_PROPER, TRAIN_CLASSIFIER
    ),
)
