"""Deep networks: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .activations import MODULATED_RELU, RELU
from .folds import DEEP_BEATS_WIDE
from .layers import FACTORISED_DENSE, RESIDUAL_BLOCK
from .maxout import MAXOUT
from .networks import FEEDFORWARD, PARAMETER_COUNT
from .slopes import LEARNED_RELU, SATURATION

ASSIGNMENT = Assignment(
    "06_deep_networks",
    "Deep networks",
    (
        RELU,
        MODULATED_RELU,
        LEARNED_RELU,
        SATURATION,
        MAXOUT,
        FEEDFORWARD,
        PARAMETER_COUNT,
        FACTORISED_DENSE,
        RESIDUAL_BLOCK,
        DEEP_BEATS_WIDE,
    ),
)
