"""Gradient descent: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .by_hand import AFFINE_BACKWARD, MLP_GRADIENTS, NUMERICAL_GRADIENT
from .custom_training import CUSTOM_TRAINING_MODEL
from .descent import GRADIENT_DESCENT
from .health import GRADIENT_NORMS, IS_HEALTHY
from .restarts import BEST_OF_RESTARTS
from .two_moons import TRAIN_TWO_MOONS

ASSIGNMENT = Assignment(
    "04_gradient_descent",
    "Gradient descent",
    (
        NUMERICAL_GRADIENT,
        AFFINE_BACKWARD,
        MLP_GRADIENTS,
        GRADIENT_DESCENT,
        CUSTOM_TRAINING_MODEL,
        GRADIENT_NORMS,
        IS_HEALTHY,
        BEST_OF_RESTARTS,
        TRAIN_TWO_MOONS,
    ),
)
