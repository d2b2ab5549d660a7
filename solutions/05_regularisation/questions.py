"""Regularisation: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .adversarial import ADVERSARIAL_MODEL, FAST_GRADIENT_SIGN
from .augmentation import RANDOM_ROTATE_STRETCH
from .dropout import DROPOUT
from .generalisation import GENERALISATION_GAP
from .noise import NOISY_INPUT
from .noisy_parameters import NOISY_DENSE
from .penalised import PENALISED_LOSS
from .penalties import L0_PENALTY, L1_PENALTY, L2_PENALTY
from .sharing import MULTI_TASK_LOSS, MULTI_TASK_MODEL, SHARED_DENSE_1D
from .stopping import EARLY_STOPPING, TRAIN_WITH_EARLY_STOPPING

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
        RANDOM_ROTATE_STRETCH,
        EARLY_STOPPING,
        TRAIN_WITH_EARLY_STOPPING,
        MULTI_TASK_MODEL,
        MULTI_TASK_LOSS,
        SHARED_DENSE_1D,
        FAST_GRADIENT_SIGN,
        ADVERSARIAL_MODEL,
        GENERALISATION_GAP,
    ),
)
