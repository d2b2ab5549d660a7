"""Probability and information: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .averages import EXPECTATION, MONTE_CARLO_EXPECTATION
from .divergences import CROSS_ENTROPY, KL_DIVERGENCE
from .inference import POSTERIOR
from .information import ENTROPY, SELF_INFORMATION
from .likelihood import FIT_BY_MAXIMUM_LIKELIHOOD, GAUSSIAN_MAXIMUM_LIKELIHOOD
from .priors import MAXIMUM_A_POSTERIORI_WEIGHTS
from .tables import CONDITIONAL, IS_INDEPENDENT, MARGINAL

ASSIGNMENT = Assignment(
    "01_probability",
    "Probability and information",
    (
        MARGINAL,
        CONDITIONAL,
        IS_INDEPENDENT,
        EXPECTATION,
        MONTE_CARLO_EXPECTATION,
        POSTERIOR,
        SELF_INFORMATION,
        ENTROPY,
        KL_DIVERGENCE,
        CROSS_ENTROPY,
        GAUSSIAN_MAXIMUM_LIKELIHOOD,
        FIT_BY_MAXIMUM_LIKELIHOOD,
        MAXIMUM_A_POSTERIORI_WEIGHTS,
    ),
)
