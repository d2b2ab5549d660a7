"""Output layers and costs: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .outputs import SOFTMAX

ASSIGNMENT = Assignment(
    "03_output_layers",
    "Output layers and costs",
    (
        SOFTMAX,
        # author 03b: ABSOLUTE_ERROR, SQUARED_ERROR
        # author 03b: GAUSSIAN_NEGATIVE_LOG_LIKELIHOOD, IS_PROPER, TRAIN_CLASSIFIER
    ),
)
