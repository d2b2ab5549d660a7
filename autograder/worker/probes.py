"""The standard probes. A probe asks, it never knows: it calls what the student wrote with the
inputs that it is given, and returns what came out.

Each takes as its first argument what stands under the question's name in the submission.
An assignment's own ``probes.py`` adds to these; all of them run in the worker.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf


def tensor(value: Any) -> Any:
    """An array as a tensor of the same dtype; anything else as it is."""
    return tf.convert_to_tensor(value) if isinstance(value, np.ndarray) else value


def named(result: Any) -> dict[str, Any]:
    """A tuple's items as ``output[0]``, ``output[1]``, …; anything else as ``output``."""
    if isinstance(result, tuple):
        return {f"output[{position}]": item for position, item in enumerate(result)}
    return {"output": result}


def call(answer: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call a function with its arguments, arrays as tensors, by position."""
    return named(answer(*[tensor(value) for value in arguments.values()]))


def call_numpy(answer: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call a function with its arguments by position, arrays as NumPy arrays."""
    return named(answer(*arguments.values()))


def vector_jacobian_product(
    answer: Any, arguments: dict[str, Any], wrt: list[str], cotangent: np.ndarray
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * answer(*arguments))`` by the arguments in ``wrt``."""
    tensors = {name: tensor(value) for name, value in arguments.items()}
    watched = [tensors[name] for name in wrt]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        output = answer(*tensors.values())
        total = tf.reduce_sum(tf.convert_to_tensor(output) * cotangent)
    gradients = tape.gradient(total, watched)
    return {f"gradient of {name}": gradient for name, gradient in zip(wrt, gradients, strict=True)}


def set_weights(layer: Any, weights: dict[str, np.ndarray]) -> None:
    """Assign each named attribute's variable."""
    for name, value in weights.items():
        variable = getattr(layer, name, None)
        if variable is None or not hasattr(variable, "assign"):
            raise AttributeError(
                f"Expected the layer to have a weight `{name}` of shape {value.shape}, made with "
                f"`self.add_weight` in `build`. Received: {type(variable).__name__}"
            )
        if tuple(variable.shape) != value.shape:
            raise ValueError(
                f"Expected the weight `{name}` to have shape {value.shape}. "
                f"Received: {tuple(variable.shape)}"
            )
        variable.assign(value)


def built_layer(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> Any:
    """A layer made from its config, in the dtype of ``x``, built, its weights assigned."""
    layer = answer(**config, dtype=x.dtype.name)
    layer(tensor(x))
    set_weights(layer, weights)
    return layer


def call_layer(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
) -> dict[str, Any]:
    """Call a layer with weights that the grader chose."""
    return named(built_layer(answer, config, weights, x)(tensor(x)))


def layer_vector_jacobian_product(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * layer(x))`` by the input and by each named weight."""
    layer = built_layer(answer, config, weights, x)
    watched = tensor(x)
    variables = [getattr(layer, name) for name in weights]
    values = [getattr(variable, "value", variable) for variable in variables]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(layer(watched) * cotangent)
    gradients = tape.gradient(total, [watched, *values])
    names = ["x", *weights]
    return {f"gradient of {n}": g for n, g in zip(names, gradients, strict=True)}


def layer_structure(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """How a layer looks to Keras: base class, tracked weights, and config round trip."""
    layer = answer(**config, name="probed")
    layer(tensor(x))
    copy = answer.from_config(layer.get_config())
    copy(tensor(x))
    copy.set_weights(layer.get_weights())
    other = keras.ops.concatenate([tensor(x), tensor(x)], axis=0)
    return {
        "is a keras Layer": isinstance(layer, keras.layers.Layer),
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in layer.trainable_weights),
        "name after from_config": copy.name,
        "output after from_config": copy(tensor(x)),
        "output before from_config": layer(tensor(x)),
        "batch size of a second call": layer(other).shape[0],
    }


def call_loss(
    answer: Any,
    config: dict[str, Any],
    y_true: np.ndarray,
    y_pred: np.ndarray,
    sample_weight: np.ndarray | None = None,
) -> dict[str, Any]:
    """Call a loss as ``model.fit`` does, in the dtype of the predictions."""
    loss = answer(**config, dtype=y_pred.dtype.name)
    weight = None if sample_weight is None else tensor(sample_weight)
    return {"output": loss(tensor(y_true), tensor(y_pred), sample_weight=weight)}


def loss_gradient(
    answer: Any,
    config: dict[str, Any],
    y_true: np.ndarray,
    y_pred: np.ndarray,
    sample_weight: np.ndarray | None = None,
) -> dict[str, Any]:
    """Differentiate a loss by the predictions."""
    loss = answer(**config, dtype=y_pred.dtype.name)
    watched = tensor(y_pred)
    weight = None if sample_weight is None else tensor(sample_weight)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        value = loss(tensor(y_true), watched, sample_weight=weight)
    return {"gradient of y_pred": tape.gradient(value, watched)}


def layer_in_a_model(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """Use a layer as a Keras user does: ``compile``, ``fit`` for one step, save, load, predict.

    The expected values are those of ``autograder.checks.steps.one_step``.
    """
    layer = answer(**config)
    layer(tensor(x))  # here an unwritten ``build`` says so; ``Sequential`` would hide it
    model = keras.Sequential([keras.Input(x.shape[1:]), layer])
    set_weights(layer, weights)
    model.compile(keras.optimizers.SGD(learning_rate), "mean_squared_error", jit_compile=False)
    history = model.fit(x, y, batch_size=len(x), verbose=0)
    after = {
        f"{name} after one step": keras.ops.convert_to_tensor(getattr(layer, name))
        for name in weights
    }
    loaded = saved_and_loaded(model, answer)
    return {"loss": history.history["loss"][0], **after, "output after loading": loaded(tensor(x))}


def saved_and_loaded(model: Any, *classes: Any) -> Any:
    """The model written to a file in Keras's own format, and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        known = {each.__name__: each for each in classes}
        return keras.saving.load_model(path, custom_objects=known)


MAX_CONFIG = 100_000
"""Characters of a model's configuration: ample for layers, too few to hold images or answers."""


def from_kerass_own_layers(model: Any, max_config: int = MAX_CONFIG) -> Any:
    """The model again, from its configuration and weights, with nothing but Keras's own classes.

    Neither a method that the submission overrides nor a layer of its own comes along, so what
    the copy holds and what it predicts are what its configuration and weights say.
    """
    an_input = keras.Input((1,))
    kinds = (keras.Sequential, type(keras.Model(an_input, an_input)))  # a list, a graph of layers
    plain = next((kind for kind in kinds if isinstance(model, kind)), None)
    if plain is None:
        raise TypeError(
            "Expected a keras.Sequential or a functional keras.Model. "
            f"Received: {type(model).__name__}"
        )
    config = plain.get_config(model)
    text = json.dumps(config, default=keras.saving.serialize_keras_object)
    if len(text) > max_config:
        raise ValueError(
            f"Expected a configuration of at most {max_config} characters, since constants in it "
            f"are parameters too. Received: {len(text)}"
        )
    require_keras_classes(json.loads(text))
    copy = plain.from_config(config)
    copy.set_weights([np.asarray(weight) for weight in model.get_weights()])
    return copy


def require_keras_classes(config: Any) -> None:
    """Refuse what the copy could not have without the submission's own code."""
    for item in config.values() if isinstance(config, dict) else config:
        if isinstance(item, dict | list):
            require_keras_classes(item)
    if isinstance(config, dict) and "class_name" in config:
        name, module = config["class_name"], config.get("module") or ""
        own = config.get("registered_name") not in (None, name) or not module.startswith("keras")
        is_data = name in ("__keras_tensor__", "__numpy__", "__tensor__")
        if (own and not is_data) or name in ("Lambda", "function", "__lambda__"):
            raise ValueError(
                "Expected a Sequential or functional keras.Model of Keras's own layers, without "
                "Lambda, so that it can be built again from its configuration. Received: "
                f"{name} of {module or 'the notebook'}"
            )
