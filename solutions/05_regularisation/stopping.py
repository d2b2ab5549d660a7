"""Early stopping: the questions EarlyStopping (5.9) and train_with_early_stopping (5.10)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, structure, training
from autograder.datasets import digits
from autograder.questions.question import Question

from . import stopping_oracles as oracles

Inputs = dict[str, Any]


def driven(
    random: np.random.Generator, losses: list[float], patience: int, min_delta: float = 0.0
) -> Inputs:
    """Made-up costs for each epoch, in which training always looks fine, and made-up weights."""
    epochs = len(losses)
    return {
        "config": {"patience": patience, "min_delta": min_delta},
        "losses": np.cumsum(random.uniform(-0.2, -0.1, epochs)) + 4.0,
        "val_losses": np.array(losses, np.float64),
        "weights": random.normal(size=(epochs, 4, 3)).astype("float32"),
    }


def random_costs(random: np.random.Generator, epochs: int = 14) -> list[float]:
    """A valley with jitter, all in eighths, so that ties are exact."""
    valley = np.abs(np.arange(epochs) - random.integers(2, 7)) * 0.25
    return list(1.0 + valley + random.integers(0, 7, epochs) / 8)


def courses(random: np.random.Generator) -> Iterator[Inputs]:
    """From the simplest on: falling, rising, level, jitter, small steps, costs of any size."""
    falling = [3.0, 2.5, 2.0, 1.5, 1.25, 1.0]
    yield driven(random, falling, 1)
    yield driven(random, [1.0, 2.0, 3.0, 4.0, 5.0], 2)
    yield driven(random, [1.0, 1.0, 1.0, 1.0, 1.0], 3)
    yield driven(random, [3.0, 1.0, 2.0, 2.5], 3)
    yield driven(random, [3.0, 2.0, 2.5, 2.25, 1.0, 1.5, 1.5, 1.5, 0.5], 3)
    yield driven(random, [1.0, 0.875, 0.75, 0.625, 0.5, 0.375], 2, 0.25)
    yield driven(random, [2.0, 1.75, 1.5, 1.5, 1.25, 1.0], 2, 0.25)
    yield driven(random, [8.0, 7.5, 7.5, 7.5, 7.5, 7.5], 2, 0.25)
    yield driven(random, [3.0, 4.0, 3.5, 3.25, 3.0, 2.75, 2.5, 2.25, 2.0], 3)
    yield driven(random, [4e6, 3e6, 3.5e6, 2e6, 2.5e6, 2.5e6, 1e6], 2)
    yield driven(random, [1.0, 0.0, 0.5, 0.75, 0.25, 0.5, -1.0], 3)
    yield driven(random, [-1.0, -2.0, -1.5, -1.75, -3.0, -2.5], 3)
    for patience in (1, 2, 3, 4):
        yield driven(random, random_costs(random), patience)
        yield driven(random, random_costs(random), patience, 0.25)


def broken_courses(random: np.random.Generator) -> Iterator[Inputs]:
    """Costs that are NaN: for ever, for a while, in the first epoch, and in all of them."""
    nan = float("nan")
    yield driven(random, [2.0, 1.0, nan, nan, nan, nan, nan, nan], 3)
    yield driven(random, [2.0, nan, 1.0, nan, 1.5, 0.5, nan, nan, nan, nan], 2)
    yield driven(random, [nan, 2.0, 1.0, 1.5, 1.75, 2.0], 2)
    yield driven(random, [2.0, nan, 3.0, 1.0, nan, nan, 4.0, 2.0, 2.0, 2.0], 4)
    yield driven(random, [nan, nan, nan, nan, nan], 3)


def two_courses(random: np.random.Generator) -> Iterator[Inputs]:
    """One fit after another with the same callback; the second is worse from the start."""
    for patience in (2, 3):
        first = driven(random, [1.0, 0.5, 0.75, 0.75, 0.75, 0.75], patience)
        second = driven(random, [4.0, 3.0, 2.0, 2.5, 2.5, 2.5, 2.5, 2.5], patience)
        yield first | {"again": {k: v for k, v in second.items() if k != "config"}}


EARLY_STOPPING = Question(
    name="EarlyStopping",
    ideas=("G9",),
    forbidden=(
        "keras.callbacks.EarlyStopping",
        "tensorflow.keras.callbacks.EarlyStopping",
        "keras.callbacks.ModelCheckpoint",
        "keras.callbacks.BackupAndRestore",
    ),
    hints=(
        "Three things have to be remembered from epoch to epoch. Which, and what are they before "
        "the first epoch?",
        "Make a table like the one in the text, for costs of your own. The numbers in it count "
        "epochs without improvement: when does the count go back to 0?",
        "What do `nan < 1.0` and `nan > 1.0` give? Which branch of your code does NaN take?",
        "`on_train_end` is called whether training was stopped or not. The same object may see "
        "`on_train_begin` twice.",
    ),
    checks=(
        output(
            "when it stops",
            points=2,
            inputs=courses,
            oracle=oracles.epochs_run,
            probe="epochs_of_early_stopping",
            means="The number of epochs that are trained, for made-up costs.",
            shown="model.fit(…, callbacks=[EarlyStopping(patience, min_delta)])",
        ),
        output(
            "best weights",
            points=2,
            inputs=courses,
            oracle=oracles.restored_at_the_end,
            probe="weights_of_early_stopping",
            means="After training the model has all the weights of the last improvement; until "
            "then the callback leaves them alone.",
            shown="model.fit(…, callbacks=[EarlyStopping(patience, min_delta)])",
        ),
        output(
            "not a number",
            points=1,
            inputs=broken_courses,
            oracle=oracles.epochs_and_weights,
            probe="early_stopping",
            means="An epoch whose cost is NaN is one without improvement.",
            shown="model.fit(…, callbacks=[EarlyStopping(patience, min_delta)])",
        ),
        output(
            "used again",
            points=1,
            inputs=two_courses,
            oracle=oracles.second_course,
            probe="early_stopping_used_again",
            means="The same callback begins anew with each call of fit.",
            shown="model.fit(…, callbacks=[stopping]); model.fit(…, callbacks=[stopping])",
        ),
        structure(
            "in fit",
            points=1,
            inputs=oracles.one_descent,
            expect=oracles.stopped_fit,
            probe="early_stopping_in_fit",
            relative=1e-3,
            absolute=1e-4,
            means="A linear model that fit trains, with validation data that want other weights.",
            shown="model.fit(x, y, validation_data=…, callbacks=[EarlyStopping(patience)])",
        ),
    ),
)


MISTAKEN = 0.4
SIZES = (300, 600, 800)


def mistaken_digits(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Digits in a secret order of pixels, 40 % of the labels drawn at random; new ones are right.

    The labels of the held-out digits stay as they are.
    """
    pixels, labels = digits()
    rows = random.permutation(len(pixels))
    x = pixels[rows][:, random.permutation(64)]
    x = (x + random.normal(scale=0.1, size=x.shape)).astype("float32")
    number = random.permutation(10)[labels[rows]]
    drawn = random.integers(10, size=len(number))
    seen = np.where(random.random(len(number)) < MISTAKEN, drawn, number)
    parts = np.split(np.arange(len(x)), SIZES)
    names = ("train", "validation", "test")
    sent: Inputs = {name: [x[part], seen[part]] for name, part in zip(names, parts, strict=False)}
    return sent | {"x_new": x[parts[-1]]}, number[parts[-1]]


TRAIN_WITH_EARLY_STOPPING = Question(
    name="train_with_early_stopping",
    ideas=("G9", "B6"),
    hints=(
        "Three pairs come in. Which of them may `fit` see, and in which of its arguments?",
        "A callback watches the validation cost while `fit` runs. What does Keras's own need to "
        "be told, so that it brings the best weights back?",
        "`model.evaluate` gives the cost on any pair. At which moment do you call it, and on "
        "which weights?",
    ),
    checks=(
        output(
            "model and test cost",
            points=3,
            inputs=oracles.descents,
            oracle=oracles.trained_with_early_stopping,
            probe="train_a_linear_model",
            relative=1e-3,
            absolute=1e-4,
            seconds=60,  # 200 epochs, where nothing stops them
            means="The weights of the epoch with the least validation cost, and their test cost.",
            shown="train_with_early_stopping(build_model, train, validation, test)",
        ),
        training(
            "digits with wrong labels",
            tries=4,
            points=2,
            data=mistaken_digits,
            probe="train_on_mistaken_digits",
            metric="accuracy",
            means="Share of new digits that are read rightly by a network that has seen 300, 40 % "
            "of their labels drawn at random.",
            shown="train_with_early_stopping(build_model, train, validation, test)[0](x_new)",
        ),
    ),
)
