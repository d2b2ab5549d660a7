"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

import json
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from autograder.worker.probes import (
    built_layer,
    from_kerass_own_layers,
    saved_and_loaded,
    set_weights,
    tensor,
)

# --- activations ---


def relu_of_both_signs(answer: Any, x: np.ndarray) -> dict[str, Any]:
    """The function of x and of -x."""
    return {"output": answer(tensor(x)), "output for -x": answer(tensor(-x))}


def special_slopes(answer: Any, x: np.ndarray) -> dict[str, Any]:
    """The function with three slopes on the left."""
    return {f"output with alpha = {alpha}": answer(tensor(x), float(alpha)) for alpha in (0, 1, -1)}


ELEMENTWISE: dict[str, Callable[[Any], Any]] = {
    "sigmoid": ops.sigmoid,
    "ReLU": ops.relu,
    "tanh": ops.tanh,
    "softplus": ops.softplus,
    "sine": ops.sin,
    "cube": lambda x: x * x * x,
    "falling line": lambda x: 3 - 2 * x,
    "modulated ReLU": lambda x: ops.where(x > 0, x, -x / 2),
    "step": lambda x: ops.cast(x > 0, x.dtype),
    "constant": lambda x: ops.ones_like(x),
}


def slopes(answer: Any, activation: str, x: np.ndarray) -> Any:
    """Ask for the slopes of an activation, given by its name."""
    return answer(ELEMENTWISE[activation], tensor(x))


# --- layers ---


def fresh_layer(
    answer: Any, config: dict[str, Any], x: np.ndarray, ranks: list[str], ranges: list[str]
) -> dict[str, Any]:
    """What Keras would train in a layer that has only been built."""
    layer = answer(**config)
    layer(tensor(x))
    weights = {name: ops.convert_to_numpy(getattr(layer, name)) for name in [*ranks, *ranges]}
    return {
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in layer.trainable_weights),
        "shapes of all weights": sorted(str(tuple(w.shape)) for w in layer.weights),
        **{f"rank of the initial {n}": int(np.linalg.matrix_rank(weights[n])) for n in ranks},
        **{f"smallest initial {n}": weights[n].min() for n in ranges},
        **{f"largest initial {n}": weights[n].max() for n in ranges},
    }


def layer_copy(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> dict[str, Any]:
    """Make a layer again from its config, give the copy the same weights, and call it."""
    layer = built_layer(answer, {**config, "name": "probed"}, weights, x)
    copy = answer.from_config(layer.get_config())
    copy(tensor(x))
    set_weights(copy, weights)
    return {
        "is a keras Layer": isinstance(copy, keras.layers.Layer),
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in copy.trainable_weights),
        "name of the copy": copy.name,
        "output of the copy": copy(tensor(x)),
    }


def maxout_ties(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """The bias's gradient by groups; it does not depend on how ties are broken."""
    layer = built_layer(answer, config, weights, x)
    with tf.GradientTape() as tape:
        output = layer(tensor(x))
        total = tf.reduce_sum(output * cotangent)
    gradient = tape.gradient(total, getattr(layer.bias, "value", layer.bias))
    if gradient is None:
        raise ValueError("Expected a gradient by `bias`. Received: None, as if it were not used.")
    groups = np.asarray(gradient).reshape(config["units"], config["pieces"])
    heights = weights["bias"].reshape(groups.shape)
    at_maxima = np.where(heights == heights.max(axis=1, keepdims=True), groups, 0.0)
    return {
        "output": output,
        "gradient of bias, summed over each group": groups.sum(axis=1),
        "gradient of bias at the tied pieces, summed over each group": at_maxima.sum(axis=1),
    }


def same_summary(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    other: np.ndarray,
) -> dict[str, Any]:
    """One layer, two inputs."""
    layer = built_layer(answer, config, weights, x)
    return {
        "output": layer(tensor(x)),
        "output for the other x of the same summary": layer(tensor(other)),
    }


# --- networks ---


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "a function: |x|": lambda x: ops.abs(x),
    "a function: sin x": lambda x: ops.sin(x),
}


def network(
    answer: Any,
    input_size: int,
    hidden_sizes: list[int],
    output_size: int,
    activation: str,
    weights: dict[str, np.ndarray],
) -> Any:
    """A network whose weights the grader chose, in the order of the layers."""
    function = FUNCTIONS.get(activation, activation)
    model = answer(input_size, list(hidden_sizes), output_size, function)
    shapes = [str(tuple(weight.shape)) for weight in model.weights]
    wanted = [str(value.shape) for value in weights.values()]
    if shapes != wanted:
        raise ValueError(
            f"Expected model.weights of the shapes {', '.join(wanted)}, a kernel and a bias for "
            f"each layer. Received: {', '.join(shapes)}"
        )
    model.set_weights(list(weights.values()))
    return model


def network_structure(
    answer: Any, input_size: int, hidden_sizes: list[int], output_size: int, activation: str
) -> dict[str, Any]:
    """Shapes of a network as Keras sees it."""
    given = list(hidden_sizes)
    model = answer(input_size, given, output_size, activation)
    return {
        "is a keras Model": isinstance(model, keras.Model),
        "shapes of the weights, in order": [str(tuple(weight.shape)) for weight in model.weights],
        "features of an input": model.input_shape[-1],
        "features of an output": model.output_shape[-1],
        "hidden_sizes after the call": str(given),
    }


def call_network(answer: Any, x: np.ndarray, **arguments: Any) -> Any:
    """Call a network with weights that the grader chose."""
    return network(answer, **arguments)(tensor(x))


def network_gradient(
    answer: Any, x: np.ndarray, cotangent: np.ndarray, **arguments: Any
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * model(x))`` by the input and by the weights."""
    model = network(answer, **arguments)
    watched = tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(model(watched) * cotangent)
    values = [watched, *(weight.value for weight in model.weights)]
    names = ["x", *arguments["weights"]]
    gradients = tape.gradient(total, values)
    return {f"gradient of {name}": g for name, g in zip(names, gradients, strict=True)}


def network_after_one_step(
    answer: Any, x: np.ndarray, y: np.ndarray, learning_rate: float, **arguments: Any
) -> dict[str, Any]:
    """Compile a network, fit it for one step, save it, load it, and call it."""
    model = network(answer, **arguments)
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, "mean_squared_error", run_eagerly=True)
    history = model.fit(x, y, batch_size=len(x), verbose=0)
    loaded = saved_and_loaded(model)
    return {"loss": history.history["loss"][0], "output after one step": loaded(tensor(x))}


LONGEST_CONFIG = 50_000
"""Characters: ample for fifteen residual blocks."""


CONSTANTS = frozenset(
    ["scale", "offset", "mean", "variance", "vocabulary", "bin_boundaries", "idf_weights"]
)
"""Arguments of layers whose whole numbers are data too, not sizes or names of axes."""


def fixed_numbers(config: Any, constant: bool = False) -> int:
    """How many numbers stand in lists of a configuration: parameters that no layer owns.

    Fractions count everywhere, whole numbers among the constants of a layer. Initial values do not
    count, since the weights that they start do.
    """
    if isinstance(config, list):
        return sum(fixed_numbers(item, constant) or _is_fixed(item, constant) for item in config)
    if isinstance(config, dict):
        return sum(
            fixed_numbers(value, constant or key in CONSTANTS)
            for key, value in config.items()
            if not key.endswith("initializer")
        )
    return 0


def _is_fixed(item: Any, constant: bool) -> bool:
    return isinstance(item, float) or (constant and isinstance(item, int | str))


def rebuilt(answer: Any, x: np.ndarray, y: np.ndarray, budget: int) -> tuple[Any, int]:
    """A trained network built again from Keras's own layers, and its number of parameters."""
    model = from_kerass_own_layers(answer(x, y, budget), LONGEST_CONFIG)
    config = json.dumps(model.get_config(), default=keras.saving.serialize_keras_object)
    weights = sum(int(np.prod(weight.shape)) for weight in model.weights)
    return model, weights + fixed_numbers(json.loads(config))


def network_within_a_budget(
    answer: Any, x: np.ndarray, y: np.ndarray, unseen: np.ndarray, budget: int
) -> dict[str, Any]:
    """Train a network on few samples; what it predicts does not matter."""
    model, parameters = rebuilt(answer, x, y, budget)
    return {
        "within the budget": parameters <= budget,
        "shape of the predictions": list(model(tensor(unseen)).shape),
        "parameters": parameters,
    }


def fitted_network(
    answer: Any, x: np.ndarray, y: np.ndarray, unseen: np.ndarray, budget: int
) -> dict[str, Any]:
    """Train a network, and let the copy that was built again predict."""
    model, parameters = rebuilt(answer, x, y, budget)
    return {
        "output": model.predict(unseen, batch_size=2000, verbose=0),
        "within the budget": parameters <= budget,
    }
