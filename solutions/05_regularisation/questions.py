"""Regularisation: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .dropout import DROPOUT
from .noise import NOISY_INPUT
from .noisy_parameters import NOISY_DENSE
from .penalised import PENALISED_LOSS
from .penalties import L0_PENALTY, L1_PENALTY, L2_PENALTY

ASSIGNMENT = Assignment(
    "05_regularisation",
    "Regularisation",
    (
        L1_PENALTY,
        L2_PENALTY,
        L0_PENALTY,
        PENALISED_LOSS,
        DROPOUT,
        NOISY_INPUT,
        NOISY_DENSE,
    ),
)
