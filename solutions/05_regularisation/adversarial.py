"""Adversarial examples: fast_gradient_sign (5.13) and AdversarialModel (5.14)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check, structure, training
from autograder.datasets import digits
from autograder.questions.question import Question

from . import adversarial_oracles as oracles

Inputs = dict[str, Any]

NUM_TRAINED = 1000
STRENGTH = 0.15


def attacked(
    random: np.random.Generator, shape: tuple[int, ...], classes: int, dtype: str = "float64"
) -> Inputs:
    """Images with some pixels at the ends of the range, and a network, with clear signs."""
    hidden = classes + 4
    while True:
        weights = {
            "m0": random.normal(size=(int(np.prod(shape[1:])), hidden)) / np.sqrt(hidden),
            "b0": random.normal(scale=0.3, size=hidden),
            "m1": random.normal(size=(hidden, classes)),
            "b1": random.normal(scale=0.3, size=classes),
        }
        x = np.clip(random.uniform(-0.2, 1.2, size=shape), 0, 1)
        y = random.integers(classes, size=shape[0])
        case = {
            "weights": {name: value.astype(dtype) for name, value in weights.items()},
            "x": x.astype(dtype),
            "y": y,
        }
        if oracles.signs_are_clear(**case):
            return case


def attacks(random: np.random.Generator) -> Iterator[Inputs]:
    """Vectors and images; each epsilon is exact in float32, to which `tf.cast` rounds it first."""
    for dtype in ("float32", "float64"):
        yield attacked(random, (2, 5), 3, dtype) | {"epsilon": 1 / 8}
        yield attacked(random, (4, 7), 2, dtype) | {"epsilon": 1 / 4}
    yield attacked(random, (3, 4, 5, 2), 4) | {"epsilon": 1 / 16}


def strengths(random: np.random.Generator) -> Iterator[Inputs]:
    """Nothing allowed, a little, and more than the whole range."""
    for shape in ((1, 3), (3, 6)):
        yield attacked(random, shape, 3) | {"epsilons": [0.0, 1 / 128, 0.5, 2.0]}


def models_in_training(random: np.random.Generator) -> Iterator[Inputs]:
    for shape in ((6, 4), (8, 5)):
        yield attacked(random, shape, 3) | {"epsilon": 1 / 8}


FAST_GRADIENT_SIGN = Question(
    name="fast_gradient_sign",
    ideas=("G12",),
    hints=(
        "By what do you differentiate here? It is not what training changes.",
        "A `tf.GradientTape` follows variables by itself, and a tensor once you say "
        "`tape.watch(x)`, before it is used.",
        "Which way does a step along the gradient change the cost, and which way do you want it?",
        "Where can x + ε·sign(…) leave the range of a pixel, and which function brings it back?",
    ),
    checks=(
        output(
            "values",
            points=3,
            inputs=attacks,
            oracle=oracles.attack,
            probe="attack",
            ask_dtype=True,
            shown="fast_gradient_sign(model, x, y, epsilon)",
        ),
        property_check(
            "ball and range",
            points=1,
            inputs=strengths,
            oracle=oracles.attacks_of_all_strengths,
            probe="attacks_of_all_strengths",
            means="No pixel moves by more than epsilon, and none leaves the range from 0 to 1.",
            shown="fast_gradient_sign(model, x, y, epsilon)",
        ),
        output(
            "model at rest",
            points=1,
            inputs=models_in_training,
            oracle=oracles.attack_on_a_noisy_model,
            probe="attack_on_a_noisy_model",
            relative=1e-5,
            absolute=1e-7,
            means="The model is used as after training, without dropout, and is left as it was.",
            shown="fast_gradient_sign(model, x, y, epsilon); model(x)",
        ),
    ),
)


def telling_batch(random: np.random.Generator, epsilon: float) -> Inputs:
    """A batch in which the network is right about some samples and wrong about others."""
    while True:
        case = attacked(random, (6, 5), 3, "float32") | {"epsilon": epsilon}
        if oracles.tells_mistakes_apart(**case):
            return case


def steps(random: np.random.Generator) -> Iterator[Inputs]:
    for epsilon, learning_rate in ((0.0, 0.5), (0.1, 0.5), (0.3, 0.2)):
        case = telling_batch(random, epsilon)
        yield case | {"learning_rate": learning_rate, "eagerly": True}


def batches_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    while True:
        case = telling_batch(random, 0.1) | {"learning_rate": 0.3}
        if oracles.stays_clear(**case):
            yield case
            return


def permuted_digits(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Digits in a secret order of pixels and with secret numbers of the classes."""
    pixels, labels = digits()
    rows = random.permutation(len(pixels))
    x = pixels[rows][:, random.permutation(pixels.shape[1])]
    x = np.clip(x + random.normal(scale=0.02, size=x.shape), 0, 1).astype("float32")
    y = random.permutation(10)[labels[rows]]
    sent = {"x": x[:NUM_TRAINED], "y": y[:NUM_TRAINED], "x_new": x[NUM_TRAINED:]}
    return sent | {"epsilon": STRENGTH}, y[NUM_TRAINED:]


ADVERSARIAL_MODEL = Question(
    name="AdversarialModel",
    ideas=("G12",),
    hints=(
        "Follow the four steps of the text one by one. What does each need from the ones before?",
        "Two forward passes lie on the tape, for plain and for attacked images. The labels of both "
        "are those that came with the data.",
        "The attack comes before the tape. Against which class is it directed?",
        "`self.metrics` lists all of them. The one with the name `loss` takes a number, the others "
        "take `y` and predictions.",
    ),
    checks=(
        output(
            "one step",
            points=3,
            inputs=steps,
            oracle=oracles.one_step,
            probe="adversarial_step",
            relative=1e-3,
            absolute=1e-4,
            means="The weights, the loss and the accuracy after one step of gradient descent.",
            shown="AdversarialModel(network, epsilon).fit(x, y)",
        ),
        structure(
            "in fit",
            points=1,
            inputs=batches_to_fit,
            expect=oracles.two_epochs,
            probe="adversarial_fit",
            relative=1e-3,
            absolute=1e-3,
            means="Two epochs of fit, then saved, loaded and called.",
            shown="model.fit(x, y, epochs=2); keras.saving.load_model(path)(x)",
        ),
        training(
            "robust accuracy",
            points=2,
            data=permuted_digits,
            probe="train_for_robustness",
            metric="accuracy",
            means="Share of new digits that are still read rightly when an attack may change each "
            "pixel by 0.15.",
            shown="AdversarialModel(network, 0.15).fit(x, y)",
        ),
    ),
)
