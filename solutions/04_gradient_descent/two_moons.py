"""All together: the question train_two_moons (4.9), and the moons."""

from typing import Any

import numpy as np

from autograder.checks.check import training
from autograder.questions.question import Question

Inputs = dict[str, Any]

NOISE = 0.2
NUM_TRAINING, NUM_NEW = 800, 2000
SHOWN = "train_two_moons(x, y)(x_new)"


def arcs(angle: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Points on two half-circles: label 0 the upper one, label 1 the lower one, moved."""
    sign = np.where(label == 0, 1.0, -1.0)
    centre = np.stack([label, 0.5 * label], axis=-1)
    return centre + sign[..., None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)


def moons(random: np.random.Generator, num_samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Noisy points `(num_samples, 2)` of both arcs, and their labels."""
    labels = random.integers(2, size=num_samples)
    points = arcs(random.uniform(0, np.pi, size=num_samples), labels)
    return points + NOISE * random.normal(size=points.shape), labels


def best_scores(num_samples: int = 5000, num_angles: int = 300) -> dict[str, float]:
    """Accuracy and mean log-probability of the true posterior, by Monte Carlo."""
    points, labels = moons(np.random.default_rng(0), num_samples)
    angle = np.linspace(0, np.pi, num_angles)
    densities = []
    for label in (0, 1):
        arc = arcs(angle, np.full(num_angles, label))
        squared = (points**2).sum(1)[:, None] + (arc**2).sum(1) - 2 * points @ arc.T
        densities.append(np.exp(-0.5 * squared / NOISE**2).sum(axis=1))
    posterior = np.stack(densities, axis=1)
    posterior /= posterior.sum(axis=1, keepdims=True)
    own = posterior[np.arange(num_samples), labels]
    return {
        "accuracy": float(np.mean(own > 0.5)),
        "mean_log_likelihood": float(np.mean(np.log(own))),
    }


BEST = best_scores()


def turned_moons(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Moons turned, enlarged and moved; either is class 1; training data sorted by class."""
    x, labels = moons(random, NUM_TRAINING + NUM_NEW)
    labels = np.array(random.permutation(2))[labels]
    angle = random.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    x = np.exp2(random.uniform(-1, 1)) * (x @ turn) + random.normal(scale=0.3, size=2)
    x = x.astype("float32")
    order = np.argsort(labels[:NUM_TRAINING], kind="stable")
    sent = {"x": x[:NUM_TRAINING][order], "y": labels[:NUM_TRAINING][order]}
    return sent | {"x_new": x[NUM_TRAINING:]}, labels[NUM_TRAINING:]


def well_formed(sent: Inputs) -> dict[str, Any]:
    """What the predictions have to be, whatever the data."""
    return {"one probability for each input": True, "all are from 0 to 1": True}


TRAIN_TWO_MOONS = Question(
    name="train_two_moons",
    ideas=("C1", "E1", "H1"),
    forbidden=(
        "sklearn.datasets.make_moons",
        "sklearn.ensemble.*",
        "sklearn.gaussian_process.*",
        "sklearn.linear_model.*",
        "sklearn.neighbors.*",
        "sklearn.neural_network.*",
        "sklearn.svm.*",
        "sklearn.tree.*",
    ),
    hints=(
        "What can a network without a hidden layer separate, and what with one?",
        "Look at the loss during training: does it still fall at the end? Then train for longer, "
        "or with a larger learning rate, or with Adam.",
        "One output with a sigmoid is a probability; binary cross-entropy is its cost.",
        "Does the order of the samples matter to your training? They come sorted by class.",
    ),
    checks=(
        training(
            "moons",
            points=3,
            data=turned_moons,
            probe="fit_two_moons",
            metric="accuracy",
            extra=well_formed,
            best_possible=BEST["accuracy"],
            shown=SHOWN,
            means="Share of new points for which the probability is on the right side of ½.",
        ),
        training(
            "honest probabilities",
            points=2,
            visible=False,
            same_draws_as="moons",
            data=turned_moons,
            probe="fit_two_moons",
            metric="mean_log_likelihood",
            extra=well_formed,
            best_possible=BEST["mean_log_likelihood"],
            shown=SHOWN,
            means="Mean log-probability of the true class of new points.",
        ),
    ),
)
