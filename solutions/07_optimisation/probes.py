"""The probes of this assignment: they ask, they never know."""

import itertools
import math
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, saved_and_loaded, tensor

# Minibatches


def collected(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of one epoch; of an epoch that does not end, some more than there should be."""
    most = len(x) // batch_size + 3
    pairs = itertools.islice(iter(answer(x, y, batch_size, seed)), most)
    batches = [(np.asarray(x_batch), np.asarray(y_batch)) for x_batch, y_batch in pairs]
    for x_batch, y_batch in batches:
        if x_batch.shape[1:] != x.shape[1:] or y_batch.shape[1:] != y.shape[1:]:
            raise ValueError(
                "Expected pairs (x_batch, y_batch) whose rows have the shapes "
                f"{x.shape[1:]} and {y.shape[1:]}. Received batches of the shapes "
                f"{x_batch.shape} and {y_batch.shape}"
            )
    return batches


def collected_from_copies(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches where ``x`` and ``y`` stay as they are, whatever the answer does to its own."""
    return collected(answer, x.copy(), y.copy(), batch_size, seed)


def whole(batches: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """All x and all y of some batches."""
    return np.concatenate([b[0] for b in batches]), np.concatenate([b[1] for b in batches])


def rows_of(x: np.ndarray, part: np.ndarray) -> np.ndarray:
    """For each sample of a part the first row of x that equals it, or -1."""
    size = math.prod(x.shape[1:])
    same = (x.reshape(1, -1, size) == part.reshape(-1, 1, size)).all(axis=2)
    return np.where(same.any(axis=1), same.argmax(axis=1), -1)


def epoch_form(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """How many samples each batch has, of which dtype, and whether the seed decides on them.

    The one probe that hands out the grader's own arrays, to see whether they are changed.
    """
    batches = collected_from_copies(answer, x, y, batch_size, seed)
    again = collected(answer, x, y, batch_size, seed)
    same = len(batches) == len(again) and all(
        np.array_equal(left, right)
        for first, second in zip(batches, again, strict=True)
        for left, right in zip(first, second, strict=True)
    )
    return {
        "sizes of the x batches": np.array([len(x_batch) for x_batch, _ in batches]),
        "sizes of the y batches": np.array([len(y_batch) for _, y_batch in batches]),
        "dtypes": [array.dtype.name for array in whole(batches)],
        "the same seed gives the same batches": same,
    }


def epoch_coverage(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """Which samples an epoch shows."""
    rows = rows_of(x, whole(collected_from_copies(answer, x, y, batch_size, seed))[0]).tolist()
    return {
        "every batch holds samples of x": -1 not in rows,
        "every sample is seen": set(range(len(x))) <= set(rows),
        "no sample is seen twice": len(set(rows)) == len(rows),
    }


def epoch_pairs(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """Whether each sample comes with its own label, and in another order than before."""
    x_seen, y_seen = whole(collected_from_copies(answer, x, y, batch_size, seed))
    rows = rows_of(x, x_seen)
    return {
        "each y is that of its x": -1 not in rows and np.array_equal(y_seen, y[rows]),
        "x is shuffled": not np.array_equal(x_seen, x[: len(x_seen)]),
        "y is shuffled": not np.array_equal(y_seen, y[: len(y_seen)]),
    }


def epoch_orders(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seeds: list[int]
) -> dict[str, Any]:
    """For the samples of each epoch, in its order: in which batch of the first epoch they were."""
    epochs = [whole(collected_from_copies(answer, x, y, batch_size, seed))[0] for seed in seeds]
    orders = [rows_of(x, epoch) for epoch in epochs]
    first = orders[0]
    batch = np.zeros(len(x), np.int64)
    batch[first] = np.arange(len(first)) // batch_size
    return {
        "the first epoch is shuffled": not np.array_equal(first, np.arange(len(first))),
        "another seed gives another order": not any(np.array_equal(first, o) for o in orders[1:]),
        "batches of the first epoch": np.array([batch[order] for order in orders]),
    }


def epoch_gradients(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seeds: list[int], weight: float
) -> dict[str, Any]:
    """For each seed the gradient, by the weight, of the mean of (weight x - y)^2."""

    def gradient(x_batch: np.ndarray, y_batch: np.ndarray) -> float:
        return float(np.mean(2 * (weight * x_batch[:, 0] - y_batch) * x_batch[:, 0]))

    epochs = [collected_from_copies(answer, x, y, batch_size, seed) for seed in seeds]
    return {
        "gradients of first samples": np.array(
            [gradient(batches[0][0][:1], batches[0][1][:1]) for batches in epochs]
        ),
        "gradients of first batches": np.array([gradient(*batches[0]) for batches in epochs]),
        "gradients of last batches": np.array([gradient(*batches[-1]) for batches in epochs]),
        "mean gradients of whole epochs": np.array([gradient(*whole(b)) for b in epochs]),
    }


def epoch_sorted(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """All of an epoch, sorted by the first number of each x."""
    x_seen, y_seen = whole(collected_from_copies(answer, x, y, batch_size, seed))
    order = np.argsort(x_seen.reshape(len(x_seen), -1)[:, 0])
    return {"x of an epoch, sorted": x_seen[order], "y in the same order": y_seen[order]}


# Newton's method


def quadratic(hessian: np.ndarray, slope: np.ndarray) -> Any:
    """The cost theta' H theta / 2 - slope' theta."""
    matrix, vector = tensor(hessian), tensor(slope)

    def cost(theta: Any) -> Any:
        curved = keras.ops.sum(theta * keras.ops.matmul(matrix, theta)) / 2
        return curved - keras.ops.sum(vector * theta)

    return cost


def logistic(x: np.ndarray, signs: np.ndarray, decay: float) -> Any:
    """The cost of logistic regression, for labels -1 and 1, with a weight decay."""
    rows = tensor(x * signs[:, None])

    def cost(theta: Any) -> Any:
        misses = keras.ops.mean(keras.ops.softplus(-keras.ops.matmul(rows, theta)))
        return misses + decay / 2 * keras.ops.sum(theta * theta)

    return cost


def newton_on_a_quadratic(
    answer: Any, hessian: np.ndarray, slope: np.ndarray, theta: np.ndarray
) -> dict[str, Any]:
    """One step on a quadratic cost."""
    return {"output": answer(quadratic(hessian, slope), tensor(theta))}


def newton_in_a_valley(
    answer: Any, hessian: np.ndarray, slope: np.ndarray, theta: np.ndarray
) -> dict[str, Any]:
    """One step on a quadratic cost; NaN where the equations are refused as singular."""
    try:
        return newton_on_a_quadratic(answer, hessian, slope, theta)
    except (tf.errors.InvalidArgumentError, np.linalg.LinAlgError):
        return {"output": np.full_like(theta, np.nan)}


def newton_on_logistic_regression(
    answer: Any, x: np.ndarray, signs: np.ndarray, decay: float, theta: np.ndarray
) -> dict[str, Any]:
    """One step on the cost of logistic regression."""
    return {"output": answer(logistic(x, signs, decay), tensor(theta))}


def newton_without_inverse(
    answer: Any, hessian: np.ndarray, slope: np.ndarray, theta: np.ndarray
) -> dict[str, Any]:
    """One step, and whether it made an inverse matrix on the way."""
    with (
        mock.patch.object(tf.linalg, "inv", wraps=tf.linalg.inv) as of_tensors,
        mock.patch.object(np.linalg, "inv", wraps=np.linalg.inv) as of_arrays,
    ):
        result = newton_on_a_quadratic(answer, hessian, slope, theta)
    return {**result, "makes an inverse matrix": of_tensors.called or of_arrays.called}


def newton_trained(
    answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray, num_steps: int
) -> dict[str, Any]:
    """Logistic regression by a few steps from 0; probabilities of both classes for new samples."""
    cost = logistic(x, 2 * y - 1, 0.0)
    theta = keras.ops.zeros(x.shape[1], dtype="float64")
    for _ in range(num_steps):
        theta = answer(cost, theta)
    probability = keras.ops.sigmoid(keras.ops.matmul(tensor(x_new), theta))
    return {"output": keras.ops.stack([1 - probability, probability], axis=1)}


# Batch normalisation


def batch_norm_weights(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """The weights of a layer that has only been built, and what it gives in inference."""
    layer = answer(**config)
    output = layer(tensor(x))
    names = ("gamma", "beta", "moving_mean", "moving_variance")

    def among(weights: list[Any]) -> list[str]:
        return [n for n in names if any(getattr(layer, n, None) is each for each in weights)]

    return {
        "trainable": among(layer.trainable_weights),
        "not trainable": among(layer.non_trainable_weights),
        "shapes of all weights": [str(tuple(each.shape)) for each in layer.weights],
        "output of the fresh layer": output,
    }


def batch_norm(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    training: bool,
) -> dict[str, Any]:
    """Call the layer in training, or in inference: there once without saying so."""
    layer = built_layer(answer, config, weights, x)
    if training:
        return {"output": layer(tensor(x), training=True)}
    return {
        "output": layer(tensor(x), training=False),
        "output without the flag": layer(tensor(x)),
        "output for one sample": layer(tensor(x[:1]), training=False),
    }


def batch_norm_moved(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    further: list[np.ndarray],
) -> dict[str, Any]:
    """The moving statistics after one batch, after more of them, and after inference."""
    layer = built_layer(answer, config, weights, x)

    def moving(when: str) -> dict[str, Any]:
        names = ("moving_mean", "moving_variance")
        return {f"{name} {when}": np.array(getattr(layer, name)) for name in names}

    layer(tensor(x), training=True)
    result = moving("after one batch")
    for batch in further:
        layer(tensor(batch), training=True)
    result |= moving(f"after {1 + len(further)} batches")
    layer(tensor(x), training=False)
    return result | moving("after inference")


def batch_norm_vector_jacobian_product(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    training: bool,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * layer(x, training=…))`` by x, gamma and beta."""
    layer = built_layer(answer, config, weights, x)
    watched = [tensor(x), layer.gamma.value, layer.beta.value]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(layer(watched[0], training=training) * cotangent)
    names = ("x", "gamma", "beta")
    gradients = tape.gradient(total, watched)
    return {f"gradient of {n}": g for n, g in zip(names, gradients, strict=True)}


def batch_norm_of_changed_inputs(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    scale: np.ndarray,
    shift: np.ndarray,
) -> dict[str, Any]:
    """The layer in training, for inputs and for the same in other units and with an offset."""
    layer = built_layer(answer, config, weights, x)
    return {
        "output": layer(tensor(x), training=True),
        "output for scale * x + shift": layer(tensor(scale * x + shift), training=True),
    }


# The curriculum


def sorted_part(part: tuple[Any, Any]) -> tuple[np.ndarray, np.ndarray]:
    """x and y as arrays, in the order of the first number of each x."""
    x, y = (np.asarray(each) for each in part)
    order = np.argsort([sample.flat[0] for sample in x])
    return (x[order], y[order] if len(y) == len(x) else y) if len(x) else (x, y)


def curriculum_part(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    difficulty: np.ndarray,
    num_epochs: int,
    epoch: int,
) -> dict[str, Any]:
    """What is learnt in one epoch, in an order that does not depend on the answer's."""
    x_part, y_part = sorted_part(answer(x, y, difficulty, epoch, num_epochs))
    return {"x of the part, sorted": x_part, "y in the same order": y_part}


def curriculum_course(
    answer: Any, x: np.ndarray, y: np.ndarray, difficulty: np.ndarray, num_epochs: int
) -> dict[str, Any]:
    """How many samples each epoch has, and how many it has kept of the one before."""
    parts = [answer(x, y, difficulty, epoch, num_epochs)[0] for epoch in range(num_epochs)]
    rows = [set(rows_of(x, np.asarray(part)).tolist()) - {-1} for part in parts]
    return {
        "samples in each epoch": np.array([len(each) for each in rows]),
        "samples of the epoch before that are kept": np.array(
            [len(before & after) for before, after in itertools.pairwise(rows)]
        ),
    }


# Optimizers and schedules


def optimizer_steps(
    answer: Any,
    start: dict[str, np.ndarray],
    config: dict[str, Any],
    gradients: dict[str, np.ndarray],
    learning_rates: list[float],
    order: list[list[str]],
) -> dict[str, Any]:
    """Apply given gradients; ``order`` names the weights that take part in each step."""
    weights = {
        name: keras.Variable(value, dtype=value.dtype.name, name=name)
        for name, value in start.items()
    }
    optimizer = answer(learning_rate=learning_rates[0], **config)
    optimizer.build(list(weights.values()))
    paths: dict[str, list[np.ndarray]] = {name: [] for name in weights}
    for step, (rate, names) in enumerate(zip(learning_rates, order, strict=True)):
        optimizer.learning_rate = rate
        optimizer.apply_gradients([(tensor(gradients[n][step]), weights[n]) for n in names])
        for name, weight in weights.items():
            paths[name].append(keras.ops.convert_to_numpy(weight))
    return {f"{name} after each step": np.stack(path) for name, path in paths.items()}


def optimizer_of_an_embedding(
    answer: Any,
    table: np.ndarray,
    config: dict[str, Any],
    tokens: np.ndarray,
    cotangents: np.ndarray,
    rate: float,
    decay: float,
) -> dict[str, Any]:
    """Train an embedding, whose gradient is sparse, with a schedule."""
    layer = keras.layers.Embedding(*table.shape)
    layer.build(None)
    layer.set_weights([table])
    schedule = keras.optimizers.schedules.ExponentialDecay(rate, 1, decay)
    optimizer = answer(learning_rate=schedule, **config)
    path = []
    for rows, cotangent in zip(tokens, cotangents, strict=True):
        with tf.GradientTape() as tape:
            total = tf.reduce_sum(layer(tensor(rows)) * cotangent)
        gradients = tape.gradient(total, layer.trainable_variables)
        optimizer.apply_gradients(zip(gradients, layer.trainable_variables, strict=True))
        path.append(layer.get_weights()[0])
    return {"embeddings after each step": np.stack(path)}


def optimizer_in_a_model(
    answer: Any,
    kernel: np.ndarray,
    bias: np.ndarray,
    config: dict[str, Any],
    x: np.ndarray,
    y: np.ndarray,
    batch_size: int,
    further: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """Compile, fit for an epoch, save, load, and take one more step with a given gradient."""
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(len(bias))])
    model.set_weights([kernel, bias])
    model.compile(answer(learning_rate=learning_rate, **config), "mse", jit_compile=False)
    model.fit(x, y, batch_size=batch_size, shuffle=False, verbose=0)
    trained = model.get_weights()
    loaded = saved_and_loaded(model, answer)
    counted = int(loaded.optimizer.iterations)
    gradients = [tensor(further), tf.zeros(bias.shape)]
    loaded.optimizer.apply_gradients(zip(gradients, loaded.trainable_variables, strict=True))
    return {
        "kernel after fit": trained[0],
        "bias after fit": trained[1],
        "steps counted after loading": counted,
        "kernel after loading and one step more": loaded.get_weights()[0],
    }


def optimizer_copied(
    answer: Any,
    start: np.ndarray,
    config: dict[str, Any],
    base: dict[str, Any],
    gradients: np.ndarray,
) -> dict[str, Any]:
    """Make an optimizer again from its config, and use the copy."""
    original = answer(**base, **config)
    copy = answer.from_config(original.get_config())
    weight = keras.Variable(start, dtype=start.dtype.name)
    path = []
    for gradient in gradients:
        copy.apply_gradients([(tensor(gradient), weight)])
        path.append(keras.ops.convert_to_numpy(weight))
    return {
        "is a keras Optimizer": isinstance(original, keras.optimizers.Optimizer),
        "name of the copy": copy.name,
        "weights after each step of the copy": np.stack(path),
    }


def optimizer_fits(
    answer: Any, config: dict[str, Any], x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train a linear model with the optimizer, and predict."""
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(1)])
    model.compile(answer(**config), "mse", jit_compile=False)
    model.fit(x, y, batch_size=20, epochs=8, verbose=0)
    return {"output": model(tensor(x_new))}


STEP_DTYPES: dict[str, Any] = {
    "int": int,
    "int32 tensor": lambda step: tf.constant(step, "int32"),
    "int64 variable": lambda step: keras.Variable(step, dtype="int64"),
    "float32 tensor": lambda step: tf.constant(step, "float32"),
}


def schedule_values(
    answer: Any, peak: float, warmup_steps: int, total_steps: int, floor: float, steps: np.ndarray
) -> dict[str, Any]:
    """The learning rate of each step, given as a Python int."""
    schedule = answer(peak, warmup_steps, total_steps, floor)
    return {"output": _rates(schedule, [int(step) for step in steps])}


def schedule_of_tensors(
    answer: Any, peak: float, warmup_steps: int, total_steps: int, floor: float, steps: np.ndarray
) -> dict[str, Any]:
    """The same steps in several dtypes, and as a symbolic tensor."""
    schedule = answer(peak, warmup_steps, total_steps, floor)
    rates = {
        f"steps as {name}": _rates(schedule, [make(int(step)) for step in steps])
        for name, make in STEP_DTYPES.items()
    }
    symbolic = tf.function(schedule, input_signature=[tf.TensorSpec((), "int64")])
    rates["steps as symbolic tensor"] = _rates(symbolic, [tf.constant(s, "int64") for s in steps])
    return rates


def _rates(schedule: Any, steps: list[Any]) -> np.ndarray:
    return np.array([float(schedule(step)) for step in steps])


def schedule_in_an_optimizer(
    answer: Any,
    peak: float,
    warmup_steps: int,
    total_steps: int,
    floor: float,
    gradient: np.ndarray,
    num_steps: int,
) -> dict[str, Any]:
    """Steps of plain gradient descent with the schedule, its optimizer made from its config."""
    schedule = answer(peak, warmup_steps, total_steps, floor)
    config = keras.optimizers.SGD(schedule).get_config()
    with keras.saving.custom_object_scope({answer.__name__: answer}):
        optimizer = keras.optimizers.SGD.from_config(config)
    weight = keras.Variable(np.zeros_like(gradient), dtype="float32")
    optimizer.build([weight])
    given = tensor(gradient)

    @tf.function(autograph=False)
    def step() -> None:
        optimizer.apply_gradients([(given, weight)])

    path = []
    for _ in range(num_steps):
        step()
        path.append(keras.ops.convert_to_numpy(weight))
    return {
        "is a keras LearningRateSchedule": isinstance(
            schedule, keras.optimizers.schedules.LearningRateSchedule
        ),
        "weight after each step": np.stack(path),
    }


def schedule_copied(
    answer: Any, peak: float, warmup_steps: int, total_steps: int, floor: float, steps: np.ndarray
) -> dict[str, Any]:
    """The learning rates of a schedule that is made again from its config."""
    schedule = answer(peak=peak, warmup_steps=warmup_steps, total_steps=total_steps, floor=floor)
    copy = answer.from_config(schedule.get_config())
    return {"output of the copy": _rates(copy, [int(step) for step in steps])}


def trained_with_optimizer(
    answer: Any, optimizer: dict[str, Any], x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train with Keras's optimizer of that name and config, and predict."""
    return {"output": np.asarray(answer(keras.optimizers.get(optimizer), x, y)(x_new))}


def steps_of_the_optimizer(
    answer: Any,
    optimizer: dict[str, Any],
    x: np.ndarray,
    y: np.ndarray,
    x_new: np.ndarray,
    enough: int,
) -> dict[str, Any]:
    """Train in the same way, and count the optimizer's steps as far as they matter."""
    made = keras.optimizers.get(optimizer)
    predictions = np.asarray(answer(made, x, y)(x_new))
    return {
        "steps of the optimizer, counted up to one epoch": min(int(made.iterations), enough),
        "shape of the predictions": list(predictions.shape),
    }
