"""Generalisation and capacity: what each question asks, expects and is worth."""

from autograder.questions.question import Assignment

from .capacity import BEST_CAPACITY, CAPACITY_CURVE, POLYNOMIAL_FEATURES
from .captions import CAPTION_DISTRIBUTION
from .cross_validation import CROSS_VALIDATE
from .scaling import STANDARDISE
from .splits import K_FOLD_INDICES, TRAIN_VALIDATION_TEST_SPLIT
from .stopping import BEST_EPOCH
from .uses import DENOISE, PREDICT_NEXT, SAMPLE_LIKE

ASSIGNMENT = Assignment(
    "02_generalisation",
    "Generalisation and capacity",
    (
        TRAIN_VALIDATION_TEST_SPLIT,
        K_FOLD_INDICES,
        CROSS_VALIDATE,
        STANDARDISE,
        POLYNOMIAL_FEATURES,
        CAPACITY_CURVE,
        BEST_CAPACITY,
        BEST_EPOCH,
        PREDICT_NEXT,
        SAMPLE_LIKE,
        DENOISE,
        CAPTION_DISTRIBUTION,
    ),
)
