"""Batch normalisation, forwards: the question BatchNormalization (7.9)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check, structure
from autograder.checks.steps import one_step
from autograder.questions.question import Question

Inputs = dict[str, Any]

SHAPES = ((7, 3), (4, 3, 2, 5), (6, 5, 2))


def over_all_but_the_last(x: np.ndarray) -> tuple[int, ...]:
    return tuple(range(x.ndim - 1))


def normalised(
    x: np.ndarray, weights: dict[str, np.ndarray], epsilon: float, training: bool
) -> np.ndarray:
    """The layer in float64."""
    x = x.astype(np.float64)
    if training:
        mean, variance = statistics(x)
    else:
        mean, variance = weights["moving_mean"], weights["moving_variance"]
    h = (x - mean) / np.sqrt(variance + epsilon)
    return np.asarray(weights["gamma"] * h + weights["beta"])


def statistics(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and mean squared deviation of each channel in float64."""
    axes = over_all_but_the_last(x)
    mean = np.asarray(np.mean(x, axis=axes, dtype=np.float64))
    return mean, np.asarray(np.mean((x - mean) ** 2, axis=axes))


def weights_of(random: np.random.Generator, channels: int, dtype: str) -> dict[str, np.ndarray]:
    return {
        "gamma": random.uniform(0.5, 2.0, channels).astype(dtype),
        "beta": random.normal(size=channels).astype(dtype),
        "moving_mean": random.normal(size=channels).astype(dtype),
        "moving_variance": random.uniform(0.5, 3.0, channels).astype(dtype),
    }


def unequal_channels(
    random: np.random.Generator, shape: tuple[int, ...], dtype: str = "float64"
) -> np.ndarray:
    """Numbers whose mean and spread differ from channel to channel."""
    spread, centre = random.uniform(0.3, 3.0, shape[-1]), random.normal(scale=3.0, size=shape[-1])
    return (spread * random.normal(size=shape) + centre).astype(dtype)


def layers(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Rows, images and sequences, with weights, in each dtype; ε is large enough to be seen."""
    for dtype in dtypes:
        for shape, epsilon in zip(SHAPES, (0.1, 0.01, 0.3), strict=True):
            yield {
                "config": {"momentum": float(random.uniform(0.6, 0.95)), "epsilon": epsilon},
                "weights": weights_of(random, shape[-1], dtype),
                "x": unequal_channels(random, shape, dtype),
            }


def training_calls(random: np.random.Generator) -> Iterator[Inputs]:
    """Calls in training; in the last one a channel has the same value everywhere."""
    for case in layers(random):
        yield {**case, "training": True}
    x = unequal_channels(random, (5, 4))
    x[:, 1] = 2.5
    config = {"momentum": 0.9, "epsilon": 0.2}
    yield {"config": config, "weights": weights_of(random, 4, "float64"), "x": x, "training": True}


def inference_calls(random: np.random.Generator) -> Iterator[Inputs]:
    for case in layers(random):
        yield {**case, "training": False}


def outputs(config: Inputs, weights: Inputs, x: np.ndarray, training: bool) -> dict[str, Any]:
    expected = normalised(x, weights, config["epsilon"], training)
    if training:
        return {"output": expected}
    return {
        "output": expected,
        "output without the flag": expected,
        "output for one sample": expected[:1],
    }


def several_batches(random: np.random.Generator) -> Iterator[Inputs]:
    """Three batches for each layer, the last of another length."""
    for case in layers(random, ("float64",)):
        shape = case["x"].shape
        longer = (shape[0] + 2, *shape[1:])
        further = [unequal_channels(random, shape), unequal_channels(random, longer)]
        yield {**case, "further": further}


def moved(
    config: Inputs, weights: Inputs, x: np.ndarray, further: list[np.ndarray]
) -> dict[str, np.ndarray]:
    """The moving statistics, batch after batch."""
    keep = config["momentum"]
    values = {name: weights[name] for name in ("moving_mean", "moving_variance")}
    after = []
    for batch in (x, *further):
        new = dict(zip(values, statistics(batch), strict=True))
        values = {name: keep * values[name] + (1 - keep) * new[name] for name in values}
        after.append(values)
    moments = {"after one batch": 0, f"after {len(after)} batches": -1, "after inference": -1}
    return {f"{n} {when}": after[i][n] for when, i in moments.items() for n in values}


def fresh_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """A mistake with ε shows elsewhere: at a variance of 1 several would look alike."""
    for shape in SHAPES:
        config = {"momentum": 0.9, "epsilon": 1e-7}
        yield {"config": config, "x": unequal_channels(random, shape, "float32")}


def fresh_weights(config: Inputs, x: np.ndarray) -> dict[str, Any]:
    return {
        "trainable": ["gamma", "beta"],
        "not trainable": ["moving_mean", "moving_variance"],
        "shapes of all weights": [str(x.shape[-1:])] * 4,
        "output of the fresh layer": x / np.sqrt(1 + config["epsilon"]),
    }


def differentiable(training: bool) -> Any:
    """Layers of few numbers in float64, as each number costs four evaluations."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        for shape, epsilon in (((5, 3), 0.1), ((3, 2, 2, 4), 0.05)):
            yield {
                "config": {"momentum": 0.9, "epsilon": epsilon},
                "weights": weights_of(random, shape[-1], "float64"),
                "x": unequal_channels(random, shape),
                "training": training,
            }

    return inputs


def forward(config: Inputs, weights: Inputs, x: np.ndarray, training: bool) -> np.ndarray:
    return normalised(x, weights, config["epsilon"], training)


def changed_inputs(random: np.random.Generator) -> Iterator[Inputs]:
    """Each channel in other units and with an offset, as another layer below would give it."""
    for shape in ((4, 3), (3, 2, 4, 5), (9, 1), (5, 7, 2)):
        yield {
            "config": {"momentum": 0.9, "epsilon": 1e-9},
            "weights": weights_of(random, shape[-1], "float64"),
            "x": unequal_channels(random, shape),
            "scale": 10 ** random.uniform(-1, 1, shape[-1]),
            "shift": random.normal(scale=5.0, size=shape[-1]),
        }


def unchanged_outputs(
    config: Inputs, weights: Inputs, x: np.ndarray, scale: np.ndarray, shift: np.ndarray
) -> dict[str, Any]:
    """Both are the same but for epsilon, which counts where a small unit makes a small variance."""
    epsilon = config["epsilon"]
    return {
        "output": normalised(x, weights, epsilon, training=True),
        "output for scale * x + shift": normalised(
            scale * x + shift, weights, epsilon, training=True
        ),
    }


def models(random: np.random.Generator) -> Iterator[Inputs]:
    """One model for ``fit``, whose targets no initial output meets."""
    shape = (6, 2, 4)
    yield {
        "config": {"momentum": 0.8, "epsilon": 0.3},
        "weights": weights_of(random, shape[-1], "float32"),
        "x": unequal_channels(random, shape, "float32"),
        "y": (random.normal(size=shape) + 1).astype("float32"),
        "learning_rate": 0.5,
    }


def trained_model(
    config: Inputs, weights: Inputs, x: np.ndarray, y: np.ndarray, learning_rate: float
) -> dict[str, Any]:
    """One step in training, then inference with the statistics that it has moved."""
    learnt = {name: weights[name] for name in ("gamma", "beta")}

    def in_training(weights: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
        return normalised(x, weights, config["epsilon"], training=True)

    step = one_step(in_training, learnt, x, y, learning_rate)
    moving = moved(config, weights, x, [])
    after = {name: step[f"{name} after one step"] for name in learnt}
    after |= {
        name: moving[f"{name} after one batch"] for name in ("moving_mean", "moving_variance")
    }
    return {
        "loss": step["loss"],
        **{f"{name} after one step": value for name, value in after.items()},
        "output after loading": normalised(x, after, config["epsilon"], training=False),
    }


KERAS_NORMALISATION = (
    "keras.layers.BatchNormalization",
    "keras.layers.LayerNormalization",
    "keras.layers.GroupNormalization",
    "keras.layers.Normalization",
    "keras.ops.batch_normalization",
    "keras.ops.nn.batch_normalization",
    "keras.ops.layer_normalization",
    "tensorflow.keras.layers.BatchNormalization",
    "tensorflow.nn.batch_normalization",
    "tensorflow.nn.fused_batch_norm",
    "tensorflow.compat.v1.nn.fused_batch_norm",
    "tensorflow.raw_ops.FusedBatchNorm",
    "tensorflow.raw_ops.FusedBatchNormV2",
    "tensorflow.raw_ops.FusedBatchNormV3",
    "tensorflow.raw_ops.FusedBatchNormGrad",
    "tensorflow.raw_ops.FusedBatchNormGradV2",
    "tensorflow.raw_ops.FusedBatchNormGradV3",
)

BATCH_NORMALIZATION = Question(
    name="BatchNormalization",
    ideas=("J9",),
    forbidden=KERAS_NORMALISATION,
    hints=(
        "There are two ways through `call`. Which mean and variance does each of them use, and "
        "which of them changes something for later?",
        "A channel of an image has one mean, over all samples and all pixels. Over which axes is "
        "that, if the last axis holds the channels?",
        "`self.add_weight(…, trainable=False)` makes a variable that `fit` leaves alone and "
        "`save` stores; `assign` gives it a new value.",
        "A momentum near 1 means slow change: the old value counts `momentum`, the batch the rest.",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=fresh_layers,
            expect=fresh_weights,
            probe="batch_norm_weights",
            means="gamma and beta are trained, the moving statistics are not; a fresh layer has "
            "gamma 1, beta 0, moving mean 0 and moving variance 1.",
            shown="BatchNormalization(momentum, epsilon)(x)",
        ),
        output(
            "training",
            points=1,
            inputs=training_calls,
            oracle=outputs,
            probe="batch_norm",
            ask_dtype=True,
            means="In training each channel is normalised by the statistics of the batch.",
            shown="layer(x, training=True)",
        ),
        output(
            "moving statistics",
            points=1,
            inputs=several_batches,
            oracle=moved,
            probe="batch_norm_moved",
            means="Every batch in training moves the statistics a little; inference moves nothing.",
            shown="layer(x, training=True); layer.moving_mean, layer.moving_variance",
        ),
        output(
            "inference",
            points=1,
            inputs=inference_calls,
            oracle=outputs,
            probe="batch_norm",
            ask_dtype=True,
            means="Outside of training the moving statistics count, whatever else is in the batch.",
            shown="layer(x, training=False)",
        ),
        gradient(
            "gradient in training",
            points=1,
            inputs=differentiable(training=True),
            forward=forward,
            wrt=["x", "weights.gamma", "weights.beta"],
            probe="batch_norm_vector_jacobian_product",
            means="The mean and the variance depend on x too, and the gradient knows it.",
            shown="layer(x, training=True)",
        ),
        gradient(
            "gradient in inference",
            points=1,
            inputs=differentiable(training=False),
            forward=forward,
            wrt=["x", "weights.gamma", "weights.beta"],
            probe="batch_norm_vector_jacobian_product",
            means="The moving statistics are constants: each sample's gradient is its own.",
            shown="layer(x, training=False)",
        ),
        property_check(
            "independent of the layer below",
            points=1,
            visible=False,
            inputs=changed_inputs,
            oracle=unchanged_outputs,
            probe="batch_norm_of_changed_inputs",
            relative=1e-6,
            absolute=1e-6,
            means="Other units and offsets of the inputs change nothing.",
            shown="layer(x, training=True), layer(scale * x + shift, training=True)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=models,
            expect=trained_model,
            probe="layer_in_a_model",
            means="fit trains gamma and beta and moves the statistics; saving keeps all four.",
            shown="model.fit(x, y); keras.saving.load_model(path)(x)",
        ),
    ),
)
