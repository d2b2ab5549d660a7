"""The output layer g(Mx + b)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import special

from autograder.checks.check import gradient, output, structure, training
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

ACTIVATIONS = ("linear", "sigmoid", "softmax")
NUM_CLASSES = 3
RADIUS, SPREAD = 2.5, 0.7


def layers(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Each activation in each dtype, with weights and inputs of distinct dimensions."""
    sizes = ((2, 4, 3), (5, 3, 6), (4, 6, 2))  # batch, features, units
    for dtype in dtypes:
        for activation, (batch, features, units) in zip(ACTIVATIONS, sizes, strict=True):
            yield {
                "config": {"units": units, "activation": activation},
                "weights": {
                    "kernel": random.normal(size=(features, units)).astype(dtype),
                    "bias": random.normal(size=units).astype(dtype),
                },
                "x": random.normal(size=(batch, features)).astype(dtype),
            }


def float64_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """The same in float64 only, to differentiate at."""
    yield from layers(random, ("float64",))


def other_batches(random: np.random.Generator) -> Iterator[Inputs]:
    """A layer that is built with one batch, and then called with a longer and a shorter one."""
    for case in layers(random, ("float32",)):
        batch, features = case["x"].shape
        further = {
            "longer": random.normal(size=(batch + 3, features)).astype("float32"),
            "single": random.normal(size=(1, features)).astype("float32"),
        }
        yield {**case, "further": further}


def outputs_of_other_batches(
    config: Inputs, weights: Inputs, further: Inputs, **_: Any
) -> dict[str, np.ndarray]:
    return {
        f"output for the {name} batch": oracles.output_layer(config, weights, batch)
        for name, batch in further.items()
    }


def fresh_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """Layers that have only been built; dimensions from the generator, all distinct."""
    for activation in ACTIVATIONS:
        batch, features, units = (int(size) for size in random.permutation(np.arange(2, 8))[:3])
        yield {
            "config": {"units": units, "activation": activation},
            "x": random.normal(size=(batch, features)).astype("float32"),
        }
    yield {
        "config": {"units": 9, "activation": "softmax"},
        "x": random.normal(size=(3, 11)).astype("float32"),
    }


def fresh_weights(config: Inputs, x: np.ndarray) -> dict[str, Any]:
    features, units = x.shape[1], config["units"]
    shapes = sorted([str((features, units)), str((units,))])
    return {
        "shapes of trainable weights": shapes,
        "shapes of all weights": shapes,
        "rank of the initial kernel": min(features, units),
        "initial kernel is small": True,
    }


def copied_layer(config: Inputs, weights: Inputs, x: np.ndarray) -> dict[str, Any]:
    return {
        "name of the copy": f"{config['activation']}_{config['units']}",
        "output of the copy": oracles.output_layer(config, weights, x),
    }


def blobs(random: np.random.Generator, num_samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Six Gaussian blobs on a circle; blobs that face each other have the same label.

    No line separates the labels, so one layer alone learns nothing of them.

    Returns:
        Points `(num_samples, 2)` and labels `(num_samples,)`.
    """
    blob = random.integers(2 * NUM_CLASSES, size=num_samples)
    angle = blob * np.pi / NUM_CLASSES
    centre = RADIUS * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return centre + SPREAD * random.normal(size=(num_samples, 2)), blob % NUM_CLASSES


def best_log_likelihood(num_samples: int = 100_000) -> float:
    """The mean log-probability of the label under the true posterior, by Monte Carlo."""
    x, labels = blobs(np.random.default_rng(0), num_samples)
    angle = np.arange(2 * NUM_CLASSES) * np.pi / NUM_CLASSES
    centres = RADIUS * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    squared = np.sum((x[:, None] - centres) ** 2, axis=2)
    log_blob = special.log_softmax(-0.5 * squared / SPREAD**2, axis=1)
    log_class = special.logsumexp(log_blob.reshape(-1, 2, NUM_CLASSES), axis=1)
    return float(np.mean(log_class[np.arange(num_samples), labels]))


def turned_blobs(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Fresh blobs, turned by a random angle, their labels renamed at random."""
    x, labels = blobs(random, 3000)
    labels = random.permutation(NUM_CLASSES)[labels]
    turn = random.uniform(0, 2 * np.pi)
    x = x @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    x = x.astype("float32")
    sent = {"x": x[:1000], "y": labels[:1000], "x_held_out": x[1000:], "num_classes": NUM_CLASSES}
    return sent, labels[1000:]


OUTPUT_LAYER = Question(
    name="OutputLayer",
    ideas=("C1", "D1", "D2"),
    forbidden=(
        "keras.layers.Dense",
        "keras.layers.EinsumDense",
        "keras.layers.Conv1D",
        "tensorflow.keras.layers.Dense",
        "tensorflow.keras.layers.EinsumDense",
    ),
    hints=(
        "How many numbers come in for each sample, and how many go out? M has one number for "
        "each pair of them, b one for each output.",
        "x has one sample in each row, so that Mx + b becomes `ops.matmul(inputs, kernel) + bias` "
        "with a kernel of shape (features, units).",
        "`input_shape[-1]` is the number of features. The batch size may differ from call to "
        "call, so no weight may depend on it.",
        "`self.add_weight` registers a weight with Keras; `model.fit` moves only what is "
        "registered. Which initial values keep the units of a layer from all being alike?",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=fresh_layers,
            expect=fresh_weights,
            probe="output_layer_weights",
            means="build makes a kernel (features, units) of small random numbers, and a bias "
            "(units,), both to train.",
            shown="OutputLayer(units, activation)(x)",
        ),
        output(
            "values",
            points=2,
            inputs=layers,
            oracle=oracles.output_layer,
            probe="call_layer",
            ask_dtype=True,
            shown="OutputLayer(units, activation)(x)",
        ),
        output(
            "any batch size",
            points=1,
            inputs=other_batches,
            oracle=outputs_of_other_batches,
            probe="output_layer_batches",
            means="Once built, the layer takes batches of every length.",
            shown="layer(x); layer(further)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_layers,
            forward=oracles.output_layer,
            wrt=["x", "weights.kernel", "weights.bias"],
            probe="layer_vector_jacobian_product",
            shown="OutputLayer(units, activation)(x)",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=float64_layers,
            expect=copied_layer,
            probe="output_layer_copy",
            means="from_config(get_config()) makes the same layer again, as loading a model does.",
            shown="OutputLayer.from_config(layer.get_config())(x)",
        ),
        training(
            "training",
            points=2,
            data=turned_blobs,
            probe="output_layers_trained",
            metric="mean_log_likelihood",
            best_possible=best_log_likelihood(),
            means="Two of the layers, one on the other, learn what no single one can.",
            shown='Sequential([OutputLayer(12, "sigmoid"), OutputLayer(3, "softmax")]).fit(x, y)',
        ),
    ),
)
