"""Optimisation: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .batches import MINIBATCHES
from .curriculum import CURRICULUM
from .newton import NEWTON_STEP
from .normalisation import BATCH_NORMALIZATION
from .normalisation_backward import BATCH_NORM_BACKWARD
from .optimizers import ADAGRAD, ADAM, MOMENTUM_SGD, RMSPROP
from .schedule import WARMUP_COSINE
from .train_with import TRAIN_WITH

ASSIGNMENT = Assignment(
    "07_optimisation",
    "Optimisation",
    (
        MOMENTUM_SGD,
        ADAGRAD,
        RMSPROP,
        ADAM,
        WARMUP_COSINE,
        TRAIN_WITH,
        MINIBATCHES,
        NEWTON_STEP,
        BATCH_NORMALIZATION,
        BATCH_NORM_BACKWARD,
        CURRICULUM,
    ),
)
