"""What regularisation is for: the question generalisation_gap (5.15)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import softmax

from autograder.checks.check import output, training
from autograder.datasets import digits
from autograder.questions.question import Question

from .adversarial_oracles import logits_of, mean_cross_entropy

Inputs = dict[str, Any]

NUM_TRAINED, NUM_NEW = 400, 1000
MISTAKEN_EVERY = 4


def fitted_model(
    random: np.random.Generator,
    sizes: tuple[int, int],
    *,
    with_metrics: bool = False,
    penalty: float = 0.0,
    swapped: bool = False,
) -> Inputs:
    """A network, data whose labels it mostly knows, and data whose labels are drawn at random."""
    features, hidden, classes = 5, 6, 4
    weights = {
        "m0": random.normal(size=(features, hidden)),
        "b0": random.normal(scale=0.3, size=hidden),
        "m1": random.normal(size=(hidden, classes)),
        "b1": random.normal(scale=0.3, size=classes),
    }
    weights = {name: value.astype("float32") for name, value in weights.items()}
    known, unknown = (random.normal(size=(size, features)).astype("float32") for size in sizes)
    hidden_units = np.tanh(known @ weights["m0"] + weights["b0"])
    likeliest = np.argmax(hidden_units @ weights["m1"] + weights["b1"], axis=1)
    pairs = [[known, likeliest], [unknown, random.integers(classes, size=sizes[1])]]
    train, validation = reversed(pairs) if swapped else pairs
    return {
        "weights": weights,
        "train": train,
        "validation": validation,
        "with_metrics": with_metrics,
        "penalty": penalty,
        "loss": "sparse_categorical_crossentropy",
    }


def with_absolute_error(case: Inputs) -> Inputs:
    """The same, with targets of 0 and 1 for each class and another cost."""
    classes = np.eye(len(case["weights"]["b1"]), dtype="float32")
    pairs = {name: [case[name][0], classes[case[name][1]]] for name in ("train", "validation")}
    return {**case, **pairs, "loss": "mean_absolute_error"}


def models(random: np.random.Generator) -> Iterator[Inputs]:
    yield fitted_model(random, (20, 12))
    yield fitted_model(random, (45, 70))
    yield fitted_model(random, (33, 12), swapped=True)


def models_with_more(random: np.random.Generator) -> Iterator[Inputs]:
    """Metrics beside the cost, and a penalty in it; once another cost."""
    yield fitted_model(random, (20, 12), with_metrics=True)
    yield with_absolute_error(fitted_model(random, (15, 40), with_metrics=True))
    yield fitted_model(random, (40, 33), penalty=0.1)
    yield fitted_model(random, (12, 45), with_metrics=True, penalty=0.1)


def mean_absolute_error(weights: Inputs, x: np.ndarray, y: np.ndarray) -> float:
    return float(np.mean(np.abs(softmax(logits_of(weights, x), axis=1) - y)))


def gap(
    weights: Inputs, train: list[np.ndarray], validation: list[np.ndarray], loss: str, **_: Any
) -> np.ndarray:
    """The difference of two mean costs, from which a penalty drops out."""
    cost = mean_absolute_error if loss == "mean_absolute_error" else mean_cross_entropy
    costs = [cost(weights, *pair) for pair in (validation, train)]
    return np.asarray(costs[0] - costs[1])


def noisy_digits(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Few digits in a secret order of pixels, a quarter of the labels drawn at random.

    The labels stand beside a 1 for each sample to train on and a 0 for each new one.
    """
    pixels, labels = digits()
    rows = random.permutation(len(pixels))[: NUM_TRAINED + NUM_NEW]
    x = pixels[rows][:, random.permutation(64)]
    x = (x + random.normal(scale=0.1, size=x.shape)).astype("float32")
    number = random.permutation(10)[labels[rows]]
    drawn = random.integers(10, size=len(number))
    # Exactly a quarter of either part: their number would sway the gap more than a regulariser.
    parts = (random.permutation(size) for size in (NUM_TRAINED, NUM_NEW))
    mistaken = np.concatenate([part % MISTAKEN_EVERY == 0 for part in parts])
    y = np.where(mistaken, drawn, number)
    trained = (np.arange(len(y)) < NUM_TRAINED).astype(np.int64)
    sent = {"x": x[:NUM_TRAINED], "y": y[:NUM_TRAINED], "num_classes": 10, "x_all": x}
    return sent, np.stack([y, trained], axis=1)


GENERALISATION_GAP = Question(
    name="generalisation_gap",
    ideas=("G1",),
    hints=(
        "Which method of a Keras model computes its cost on given data, with dropout switched off?",
        "What does `evaluate` return when the model has metrics? Look at its argument "
        "`return_dict`.",
        "A model that overfits: print its gap, then add one regulariser after the other, and "
        "watch both the gap and the accuracy on data that it was not trained on.",
        "Dropout of the inputs as well as of the hidden units, noise, an L2 penalty, fewer units: "
        "each helps, and two together help more.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=models,
            oracle=gap,
            probe="gap_of_a_model",
            relative=1e-3,
            absolute=1e-4,
            means="The mean cost on the validation data less that on the training data.",
            shown="generalisation_gap(model, train, validation)",
        ),
        output(
            "metrics and penalties",
            points=1,
            inputs=models_with_more,
            oracle=gap,
            probe="gap_of_a_model",
            relative=1e-3,
            absolute=1e-4,
            means="The model may have metrics, another cost, and a penalty, the same for all data.",
            shown="generalisation_gap(model, train, validation)",
        ),
        training(
            "accuracy with a small gap",
            tries=4,
            points=3,
            data=noisy_digits,
            probe="fit_regularised_model",
            metric="accuracy_less_gap",
            means="Accuracy on new digits less the generalisation gap of your regularised model. "
            "Only the order counts in which it puts the classes.",
            shown="build_regularised_model(64, 10).fit(x, y)",
        ),
    ),
)
