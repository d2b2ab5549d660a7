"""Shared parameters: MultiTaskModel and multi_task_loss (5.11), SharedDense1D (5.12)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check, structure, training
from autograder.checks.steps import one_step
from autograder.questions.question import Question

from . import sharing_oracles as oracles

Inputs = dict[str, Any]

CONVOLUTIONS = (
    "keras.layers.Conv1D",
    "keras.layers.Convolution1D",
    "keras.layers.Conv2D",
    "keras.layers.DepthwiseConv1D",
    "keras.layers.SeparableConv1D",
    "keras.layers.LocallyConnected1D",
    "keras.ops.conv",
    "keras.ops.depthwise_conv",
    "keras.ops.separable_conv",
    "keras.ops.nn.conv",
    "keras.ops.correlate",
    "keras.ops.numpy.correlate",
    "tensorflow.nn.conv1d",
    "tensorflow.nn.conv2d",
    "tensorflow.nn.convolution",
    "tensorflow.nn.depthwise_conv2d",
    "tensorflow.nn.atrous_conv2d",
)


def two_headed(
    random: np.random.Generator, sizes: tuple[int, int, int, int, int], dtype: str = "float64"
) -> Inputs:
    """A batch, and the weights of a trunk and two heads; ``sizes`` are all different."""
    batch, features, units, classes, values = sizes
    shapes = {"trunk": (features, units), "class_head": (units, classes)}
    weights = {}
    for name, shape in (shapes | {"value_head": (units, values)}).items():
        weights[f"{name}_kernel"] = random.normal(size=shape).astype(dtype)
        weights[f"{name}_bias"] = random.normal(0.3, 0.5, size=shape[1]).astype(dtype)
    return {
        "config": {"units": units, "num_classes": classes, "num_values": values},
        "weights": weights,
        "x": random.normal(size=(batch, features)).astype(dtype),
    }


def two_headed_models(random: np.random.Generator) -> Iterator[Inputs]:
    yield two_headed(random, (2, 3, 5, 4, 6))
    yield two_headed(random, (7, 6, 4, 2, 3), "float32")
    yield two_headed(random, (1, 2, 3, 5, 4))


def small_two_headed_models(random: np.random.Generator) -> Iterator[Inputs]:
    yield two_headed(random, (2, 3, 4, 5, 6))
    yield two_headed(random, (4, 2, 5, 3, 1))


def models_to_build(random: np.random.Generator) -> Iterator[Inputs]:
    for case in two_headed_models(random):
        yield {name: case[name] for name in ("config", "x")}


def two_headed_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = two_headed(random, (6, 3, 5, 4, 2), "float32")
    yield case | {
        "labels": random.integers(4, size=6),
        "values": random.normal(size=(6, 2)).astype("float32"),
        "task_weights": [0.5, 2.0],
        "learning_rate": 0.2,
    }


MULTI_TASK_MODEL = Question(
    name="MultiTaskModel",
    ideas=("G8",),
    hints=(
        "How many layers stand between the input and each of the outputs, and how many are there "
        "altogether?",
        "Compute what the trunk gives once, and hand the same tensor to both heads.",
        "Logits and values are both linear outputs: only the trunk has an activation.",
    ),
    checks=(
        structure(
            "one trunk",
            points=1,
            inputs=models_to_build,
            expect=oracles.three_layers,
            probe="multi_task_structure",
            means="Three layers, each with a kernel and a bias, are trained.",
            shown="MultiTaskModel(units, num_classes, num_values)(x)",
        ),
        output(
            "values",
            points=1,
            inputs=two_headed_models,
            oracle=oracles.two_outputs,
            probe="multi_task_outputs",
            ask_dtype=True,
            shown="MultiTaskModel(units, num_classes, num_values)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=small_two_headed_models,
            forward=oracles.side_by_side,
            wrt=[
                f"weights.{layer}_{kind}"
                for layer in ("trunk", "class_head", "value_head")
                for kind in ("kernel", "bias")
            ],
            probe="multi_task_gradients",
            means="Both heads reach the trunk: its gradient is the sum of what they send back.",
            shown="MultiTaskModel(units, num_classes, num_values)(x)",
        ),
        structure(
            "in fit",
            points=1,
            inputs=two_headed_to_fit,
            expect=oracles.one_multi_task_step,
            probe="multi_task_in_fit",
            relative=1e-3,
            absolute=1e-4,
            means="One step of fit with a cost for each head, then saved, loaded and called.",
            shown="model.fit(x, (labels, values)); keras.saving.load_model(path)(x)",
        ),
        training(
            "one task helps the other",
            points=2,
            data=oracles.related_tasks,
            probe="train_two_tasks",
            metric="accuracy",
            best_possible=1.0,
            means="Share of new samples whose class is found from 80 labels, where twelve values "
            "that depend on the same hidden features are known as well.",
            shown="MultiTaskModel(6, 4, 12), trained on both tasks",
        ),
    ),
)


def task_batch(
    random: np.random.Generator, sizes: tuple[int, int, int], dtype: str = "float64"
) -> Inputs:
    """Targets and outputs of both tasks, and two weights that differ."""
    batch, classes, values = sizes
    class_weight, value_weight = random.uniform(0.5, 1.0), random.uniform(1.5, 3.0)
    return {
        "labels": random.integers(classes, size=batch),
        "logits": random.normal(scale=2.0, size=(batch, classes)).astype(dtype),
        "values": random.normal(size=(batch, values)).astype(dtype),
        "estimates": random.normal(0.5, 1.0, size=(batch, values)).astype(dtype),
        "class_weight": float(np.round(class_weight, 3)),
        "value_weight": float(np.round(value_weight, 3)),
    }


def task_batches(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype in ("float32", "float64"):
        yield task_batch(random, (2, 4, 3), dtype)
        yield task_batch(random, (7, 3, 5), dtype)
        yield task_batch(random, (1, 5, 2), dtype)
        case = task_batch(random, (6, 4, 1), dtype)
        yield case | {"logits": 30 * case["logits"]}  # some probabilities are nearly 0


def one_task_off(random: np.random.Generator) -> Iterator[Inputs]:
    """One of the weights is 0, then the other."""
    yield task_batch(random, (5, 3, 2)) | {"class_weight": 0.0}
    yield task_batch(random, (4, 6, 3)) | {"value_weight": 0.0}


def task_batches_to_differentiate(random: np.random.Generator) -> Iterator[Inputs]:
    yield task_batch(random, (2, 4, 3))
    yield task_batch(random, (5, 3, 2))


OF_KERAS_LOSSES = {"relative": 1e-6, "absolute": 1e-6}
"""Keras's loss objects compute in float32 unless told otherwise."""

MULTI_TASK_LOSS = Question(
    name="multi_task_loss",
    ideas=("G8",),
    hints=(
        "Compute the two means one by one, for a batch that you can do by hand.",
        "Over what is each mean taken? The values have two axes, the labels one.",
        "`ops.sparse_categorical_crossentropy` takes class numbers, and has to be told that it "
        "gets logits.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=task_batches,
            oracle=oracles.both_costs,
            ask_dtype=True,
            **OF_KERAS_LOSSES,
        ),
        output(
            "one weight 0",
            points=1,
            inputs=one_task_off,
            oracle=oracles.both_costs,
            **OF_KERAS_LOSSES,
            means="A task whose weight is 0 has no part in the cost.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=task_batches_to_differentiate,
            forward=oracles.both_costs,
            wrt=["logits", "estimates"],
            means="Both tasks send a gradient back, each with its own weight.",
        ),
    ),
)


def tied(random: np.random.Generator, shape: tuple[int, int], dtype: str = "float64") -> Inputs:
    """A batch on a circle, a kernel without symmetry, and a bias."""
    return {
        "config": {},
        "weights": {
            "kernel": random.normal(0.2, 1.0, size=shape[1]).astype(dtype),
            "bias": np.asarray(random.uniform(0.5, 1.5), dtype),
        },
        "x": random.normal(0.3, 1.0, size=shape).astype(dtype),
    }


def tied_layers(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype in ("float32", "float64"):
        for shape in ((2, 3), (3, 6), (4, 9)):
            yield tied(random, shape, dtype)


def tied_limits(random: np.random.Generator) -> Iterator[Inputs]:
    """A circle of one place, of two, and a longer one."""
    for shape in ((3, 1), (5, 2), (2, 31)):
        yield tied(random, shape)


def small_tied_layers(random: np.random.Generator) -> Iterator[Inputs]:
    yield tied(random, (2, 3))
    yield tied(random, (3, 5))


def moves(random: np.random.Generator) -> Iterator[Inputs]:
    """Longer and longer circles, moved to either side."""
    for length in range(3, 13):
        case = tied(random, (2, length))
        step = int(random.integers(1, length)) * int(random.choice([-1, 1]))
        yield {"weights": case["weights"], "x": case["x"], "step": step}


def circles(random: np.random.Generator) -> Iterator[Inputs]:
    for length in (5, 8):
        yield {"x": random.normal(size=(2, length)).astype("float32")}


def tied_layer_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    y = random.normal(size=(4, 6)).astype("float32")
    yield tied(random, (4, 6), "float32") | {"y": y, "learning_rate": 0.5}


def one_tied_step(
    config: Inputs, weights: Inputs, x: np.ndarray, y: np.ndarray, learning_rate: float
) -> dict[str, Any]:
    def forward(weights: Inputs, x: np.ndarray) -> np.ndarray:
        return oracles.shared_dense(config, weights, x)

    return one_step(forward, weights, x, y, learning_rate)


SHARED_DENSE_1D = Question(
    name="SharedDense1D",
    ideas=("G10", "K2"),
    forbidden=CONVOLUTIONS,
    hints=(
        "Write the matrix M down for n = 4. Which θ stands in row i and column j?",
        "A table of whole numbers, (j - i) mod n, says which θ belongs where. `ops.take` makes the "
        "matrix from it.",
        "A sample is a row: `inputs @ matrix` sums over the matrix's *first* axis. Is that i or j?",
        "Send in a single 1, at place 2 say. At which places should θ₀, θ₁ and θ₂ come out?",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=circles,
            expect=oracles.shared_weights,
            probe="shared_dense_weights",
            means="n numbers and one bias are trained, not n² and n.",
            shown="SharedDense1D()(x)",
        ),
        output(
            "values",
            points=2,
            inputs=tied_layers,
            oracle=oracles.shared_dense,
            probe="call_layer",
            ask_dtype=True,
            shown="SharedDense1D()(x)",
        ),
        property_check(
            "equivariance",
            points=1,
            inputs=moves,
            oracle=oracles.moved_both_ways,
            probe="shared_dense_moved",
            means="Move the input round the circle, and the output moves along.",
            shown="layer(move(x)), move(layer(x))",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=small_tied_layers,
            forward=oracles.shared_dense,
            wrt=["x", "weights.kernel", "weights.bias"],
            probe="layer_vector_jacobian_product",
            means="Each shared weight gets the sum over all the places where it is used.",
            shown="SharedDense1D()(x)",
        ),
        output(
            "small and large circles",
            points=1,
            visible=False,
            inputs=tied_limits,
            oracle=oracles.shared_dense,
            probe="call_layer",
            means="Circles of one place, of two, and of many.",
            shown="SharedDense1D()(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=tied_layer_to_fit,
            expect=one_tied_step,
            probe="layer_in_a_model",
            relative=1e-3,
            absolute=1e-4,
            means="Compiled, trained for one step, saved and loaded.",
            shown="model.fit(x, y); keras.saving.load_model(path)(x)",
        ),
    ),
)
