"""Training a network with a given optimizer: the question train_with (7.6)."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.check import structure, training
from autograder.questions.question import Question

Inputs = dict[str, Any]

NUM_FEATURES, NOISE = 4, 0.1
LARGEST_BATCH = 100
HEEDED = {"another learning rate gives other predictions": True}

ADAM = {"class_name": "Adam", "config": {"learning_rate": 0.01}}
MOMENTUM = {
    "class_name": "SGD",
    "config": {
        "momentum": 0.9,
        "learning_rate": {
            "module": "keras.optimizers.schedules",
            "class_name": "CosineDecay",
            "registered_name": None,
            "config": {"initial_learning_rate": 0.02, "decay_steps": 1500, "alpha": 0.02},
        },
    },
}


def smooth_function(random: np.random.Generator, num_samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets that are a wave along one direction and a product along two others, with noise.

    Returns:
        Points `(num_samples, 4)`, normal, and targets `(num_samples,)`.
    """
    x = random.normal(size=(num_samples, NUM_FEATURES))
    directions = np.linalg.qr(random.normal(size=(NUM_FEATURES, NUM_FEATURES)))[0]
    along = x @ directions
    clean = 1.2 * np.sin(1.7 * along[:, 0]) + 0.6 * along[:, 1] * along[:, 2]
    return x.astype("float32"), (clean + NOISE * random.normal(size=num_samples)).astype("float32")


def regression(random: np.random.Generator, optimizer: Inputs) -> tuple[Inputs, np.ndarray]:
    """Training data sorted by their targets, and new inputs, for one optimizer."""
    x, y = smooth_function(random, 3500)
    order = np.argsort(y[:1500])
    sent = {"optimizer": optimizer, "x": x[:1500][order], "y": y[:1500][order]}
    return {**sent, "x_new": x[1500:]}, y[1500:]


def few_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """So few samples that training is quick, and not a multiple of any usual batch size."""
    for num_samples, num_new in ((113, 4), (213, 5)):
        x, y = smooth_function(random, num_samples + num_new)
        yield {
            "optimizer": {"class_name": "SGD", "config": {"learning_rate": 0.01}},
            "x": x[:num_samples],
            "y": y[:num_samples],
            "x_new": x[num_samples:],
            "enough": -(-num_samples // LARGEST_BATCH),
        }


def steps_taken(x_new: np.ndarray, enough: int, **_: Any) -> dict[str, Any]:
    """A step for each minibatch of an epoch, predictions for each input, learnt by these steps."""
    return {
        "steps of the optimizer, counted up to one epoch": np.asarray(enough),
        "shape of the predictions": [len(x_new)],
        **HEEDED,
    }


TRAIN_WITH = Question(
    name="train_with",
    ideas=("J1",),
    forbidden=(
        "sklearn.neural_network.MLPRegressor",
        "sklearn.ensemble.RandomForestRegressor",
        "sklearn.ensemble.GradientBoostingRegressor",
        "sklearn.gaussian_process.GaussianProcessRegressor",
        "sklearn.svm.SVR",
        "sklearn.kernel_ridge.KernelRidge",
    ),
    hints=(
        "Which shape do the model's predictions have, and which shape has y? Print both before "
        "you subtract them.",
        "One epoch: a new random order of the rows, cut into batches, and one "
        "`optimizer.apply_gradients` for each.",
        "A step in a function decorated with `@tf.function` is some ten times as fast. Create "
        "the optimizer's state before: `optimizer.build(model.trainable_variables)`.",
        "An error that stays near 1 means that nothing is learnt; one near 0.3, that some of the "
        "weights are not trained, or that there are too few epochs.",
    ),
    checks=(
        structure(
            "steps",
            points=1,
            inputs=few_samples,
            expect=steps_taken,
            probe="steps_of_the_optimizer",
            seconds=240.0,
            means="The given optimizer takes a step for each minibatch of at most 100 samples, and "
            "what is learnt is learnt by its steps.",
            shown="train_with(optimizer, x, y)(x_new)",
        ),
        training(
            "with Adam",
            points=2,
            data=partial(regression, optimizer=ADAM),
            probe="trained_with_optimizer",
            metric="negative_mean_squared_error",
            best_possible=-(NOISE**2),
            seconds=240.0,
            extra=lambda _: HEEDED,
            means="Minus the mean squared error on new data, trained with Adam.",
            shown="train_with(Adam(0.01), x, y)(x_new)",
        ),
        training(
            "with momentum and a schedule",
            points=1,
            visible=False,
            data=partial(regression, optimizer=MOMENTUM),
            probe="trained_with_optimizer",
            metric="negative_mean_squared_error",
            best_possible=-(NOISE**2),
            seconds=240.0,
            extra=lambda _: HEEDED,
            means="Minus the mean squared error on new data, trained with momentum.",
            shown="train_with(SGD(CosineDecay(0.02, 1500), momentum=0.9), x, y)(x_new)",
        ),
    ),
)
