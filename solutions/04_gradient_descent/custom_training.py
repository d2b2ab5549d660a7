"""The loop inside Keras: the question CustomTrainingModel (4.5)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from autograder.checks.check import output, structure, training
from autograder.checks.statistics import share_of_zeros_near
from autograder.questions.question import Question

from . import model_oracles

Inputs = dict[str, Any]

NUM_CLASSES = 3
SPREAD = 0.15
BEST_ACCURACY = 1 - 4 / 3 * float(stats.norm.sf(0.5 / SPREAD))
"""The nearest ring is named; of three rings, the middle one has neighbours on both sides."""
SHOWN = "CustomTrainingModel(inputs, outputs).train_step(data)"


def _weights(random: np.random.Generator, features: int, hidden: int, outputs: int) -> Inputs:
    shapes = {
        "hidden.kernel": (features, hidden),
        "hidden.bias": (hidden,),
        "output.kernel": (hidden, outputs),
        "output.bias": (outputs,),
    }
    return {name: random.normal(size=s).astype("float32") for name, s in shapes.items()}


def _batches(
    random: np.random.Generator, count: int, size: int, sizes: tuple[int, int], weighted: bool
) -> list[list[np.ndarray]]:
    """Batches of inputs, targets and, perhaps, weights of the samples; some of these are 0."""
    batches = []
    for _ in range(count):
        batch = [random.normal(size=(size, width)).astype("float32") for width in sizes]
        if weighted:
            weight = random.uniform(0.2, 3.0, size)
            weight[0] = 0.0
            batch.append(weight.astype("float32"))
        batches.append(batch)
    return batches


def single_steps(random: np.random.Generator) -> Iterator[Inputs]:
    """One step without weights of the samples, with two losses."""
    for loss, (batch, features, hidden, outputs) in (
        ("mean_squared_error", (3, 2, 4, 1)),
        ("mean_squared_error", (2, 4, 3, 5)),
        ("log_cosh", (5, 3, 2, 4)),
    ):
        yield {
            "weights": _weights(random, features, hidden, outputs),
            "batches": _batches(random, 1, batch, (features, outputs), False),
            "loss": loss,
            "learning_rate": float(random.uniform(0.1, 0.4)),
        }


def weighted_steps(random: np.random.Generator) -> Iterator[Inputs]:
    """One step and two, with weights of the samples."""
    for count, (batch, features, hidden, outputs) in ((1, (3, 2, 4, 1)), (2, (5, 4, 3, 2))):
        yield {
            "weights": _weights(random, features, hidden, outputs),
            "batches": _batches(random, count, batch, (features, outputs), True),
        }


def steps_in_training_mode(random: np.random.Generator) -> Iterator[Inputs]:
    """A layer that triples its input, in training only."""
    for batch, features, hidden, outputs in ((3, 2, 4, 1), (4, 3, 2, 5)):
        yield {
            "weights": _weights(random, features, hidden, outputs),
            "batches": _batches(random, 1, batch, (features, outputs), False),
            "learning_rate": 0.05,
            "tripled": True,
        }


def several_epochs(random: np.random.Generator) -> Iterator[Inputs]:
    """Epochs of several batches, with momentum; penalties; a frozen layer."""
    for options in ({"momentum": 0.8}, {"penalty": 0.3}, {"frozen": True, "momentum": 0.5}):
        yield {
            "weights": _weights(random, 3, 4, 2),
            "batches": _batches(random, 2, 5, (3, 2), bool(options.get("frozen"))),
            "epochs": 2,
            **options,
        }


def whole_fits(random: np.random.Generator) -> Iterator[Inputs]:
    """Three epochs of two batches, with momentum and weights of the samples."""
    ((x, y, weight),) = _batches(random, 1, 12, (3, 2), True)
    yield {
        "weights": _weights(random, 3, 5, 2),
        "x": x,
        "y": y,
        "sample_weight": weight,
        "batch_size": 6,
        "epochs": 3,
        "learning_rate": 0.1,
        "momentum": 0.7,
    }


def dropout_rates(random: np.random.Generator) -> Iterator[Inputs]:
    """Low and high rates, many features."""
    for rate in (0.2, 0.7):
        yield {"features": 2000 + int(random.integers(100)), "rate": rate}


def shares_of_zeros(features: int, rate: float) -> dict[str, Any]:
    return {"kernel afterwards": share_of_zeros_near(rate, (features, 1))}


def rings(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Points on three noisy rings of random centre; the ring is the class."""
    labels = random.integers(NUM_CLASSES, size=2600)
    angle = random.uniform(0, 2 * np.pi, size=len(labels))
    radius = labels + 0.5 + SPREAD * random.normal(size=len(labels))
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = (x + random.normal(scale=0.2, size=2)).astype("float32")
    names = random.permutation(NUM_CLASSES)[labels]
    sent = {"x": x[:600], "y": names[:600], "x_new": x[600:], "num_classes": NUM_CLASSES}
    return sent, names[600:]


CUSTOM_TRAINING_MODEL = Question(
    name="CustomTrainingModel",
    ideas=("E1", "E2"),
    forbidden=("keras.Model.train_step", "keras.models.Model.train_step"),
    hints=(
        "Four parts: unpack, predict, cost, move. Which of them does the tape have to see?",
        "`self(x)` predicts as a finished model does, with dropout off. How does dropout know "
        "that this is training?",
        "The loss, the penalties and the weights of the samples: all of them are in what "
        "`self.compute_loss` returns, if you give it all of its arguments.",
        'Look through `self.metrics` for the one named "loss" and update it. Means that you '
        "keep elsewhere are not reset when an epoch starts.",
    ),
    checks=(
        output(
            "one step",
            points=2,
            inputs=single_steps,
            oracle=model_oracles.train_steps,
            probe="train_steps",
            shown=SHOWN,
            means="The step follows the gradient of the compiled loss, and reports.",
        ),
        output(
            "weights of the samples",
            points=1,
            inputs=weighted_steps,
            oracle=model_oracles.train_steps,
            probe="train_steps",
            shown=SHOWN,
            means="A sample's weight counts in the loss and in the weighted metrics.",
        ),
        output(
            "training mode",
            points=1,
            inputs=steps_in_training_mode,
            oracle=model_oracles.train_steps,
            probe="train_steps",
            shown=SHOWN,
            means="A layer that triples its input when training=True tells whether it was told.",
        ),
        output(
            "several epochs",
            points=1,
            inputs=several_epochs,
            oracle=model_oracles.train_steps,
            probe="train_steps",
            absolute=3e-5,
            shown=SHOWN,
            means="The reports are means since the start of the epoch; penalties of layers count; "
            "the compiled optimizer moves what is trainable.",
        ),
        structure(
            "fit, save and load",
            points=1,
            inputs=whole_fits,
            expect=model_oracles.fit_save_load,
            probe="fit_save_load",
            absolute=3e-5,
            shown="model.compile(…); model.fit(x, y, sample_weight=…); model.save(…)",
            means="compile, fit over several epochs, save and load work as with any Keras model.",
        ),
        output(
            "dropout",
            kind="property",
            points=1,
            visible=False,
            inputs=dropout_rates,
            oracle=shares_of_zeros,
            probe="one_step_with_dropout",
            shown=SHOWN,
            means="Dropout is on in a step: its share of the gradient is 0. Right code misses the "
            "bounds once in a hundred million draws.",
        ),
        training(
            "training",
            points=1,
            visible=False,
            data=rings,
            probe="fit_custom_model",
            metric="accuracy",
            best_possible=BEST_ACCURACY,
            shown="model.fit(x, y)",
            means="Trained by your step with dropout, a model tells three rings apart.",
        ),
    ),
)
