"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import ops

# --- splits and folds ---


def _joined(arrays: list[Any]) -> np.ndarray:
    return np.concatenate([np.asarray(array) for array in arrays])


def _row_order(x: np.ndarray) -> np.ndarray:
    """The order that sorts rows by their first number."""
    return np.argsort(x.reshape(len(x), -1)[:, 0], kind="stable")


def split_parts(
    answer: Any, x: np.ndarray, y: np.ndarray, fractions: list[float], seed: int
) -> dict[str, Any]:
    """Split data, and put the rows of all parts together again, in the order of ``x``."""
    (x_train, y_train), (x_validation, y_validation), (x_test, y_test) = answer(
        x, y, tuple(fractions), seed
    )
    all_x = _joined([x_train, x_validation, x_test])
    all_y = _joined([y_train, y_validation, y_test])
    order = _row_order(all_x)
    return {
        "size of the training part": len(x_train),
        "size of the validation part": len(x_validation),
        "size of the test part": len(x_test),
        "rows of x in all parts, sorted": all_x[order],
        "rows of y in all parts, in the order of x": all_y[order[: len(all_y)]],
        "dtypes of x and y": [str(all_x.dtype), str(all_y.dtype)],
    }


def split_of_sorted_data(
    answer: Any, x: np.ndarray, y: np.ndarray, fractions: list[float], seed: int
) -> dict[str, Any]:
    """Where in sorted data the samples of each part come from; the first column counts them."""
    parts = answer(x, y, tuple(fractions), seed)
    names = ("training", "validation", "test")
    positions = {
        f"positions of the {name} part": np.asarray(part[0])[:, 0]
        for name, part in zip(names, parts, strict=True)
    }
    steps = np.diff(positions["positions of the training part"])
    return {"training part in the old order": bool(np.all(steps > 0))} | positions


def _alike(first: Any, second: Any) -> bool:
    """Whether two results hold the same arrays."""
    if isinstance(first, list | tuple):
        same_length = len(first) == len(second)
        return same_length and all(map(_alike, first, second))
    return np.array_equal(np.asarray(first), np.asarray(second))


def _seeds_compared(call: Callable[[int], Any], seed: int) -> dict[str, Any]:
    """Call with a seed twice, random numbers drawn between, and once with another."""
    first = call(seed)
    np.random.seed(seed % 1000 + 7)
    again, other = call(seed), call(seed + 1)
    return {
        "same seed, same result": _alike(first, again),
        "other seed, other result": not _alike(first, other),
    }


def split_twice(
    answer: Any, x: np.ndarray, y: np.ndarray, fractions: list[float], seed: int
) -> dict[str, Any]:
    """Split with equal and with different seeds."""
    return _seeds_compared(lambda seed: answer(x, y, tuple(fractions), seed), seed)


def folds(answer: Any, num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """The folds, summed up so that neither their order nor chance matters."""
    rounds = list(answer(num_samples, num_folds, seed))
    train = [np.asarray(indices) for indices, _ in rounds]
    validation = [np.asarray(indices) for _, indices in rounds]
    both = [np.sort(_joined(list(pair))) for pair in zip(train, validation, strict=True)]
    return {
        "number of rounds": len(rounds),
        "sizes of the validation folds, sorted": np.sort([len(fold) for fold in validation]),
        "validation indices of all rounds, sorted": np.sort(_joined(validation)),
        "all indices of each round, sorted": _joined(both),
    }


def first_fold(answer: Any, num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """Where the samples of the first fold come from, and what the seed decides."""
    validation = np.asarray(next(iter(answer(num_samples, num_folds, seed)))[1])

    def call(seed: int) -> list[Any]:
        return [list(pair) for pair in answer(num_samples, num_folds, seed)]

    return {"positions of the first validation fold": validation} | _seeds_compared(call, seed)


# --- cross-validation ---


class LeastSquares(keras.Model):
    """A linear model that fits, in closed form, every sample that it has ever been shown."""

    def __init__(self, num_features: int) -> None:
        super().__init__()
        shape = (num_features, num_features)
        self.gram = self.add_weight(shape=shape, initializer="zeros", name="gram")
        self.moment = self.add_weight(shape=(num_features, 1), initializer="zeros", name="moment")

    def call(self, inputs: Any) -> Any:
        """Predict with the weights that are best for all samples so far."""
        ridge = 1e-6 * ops.eye(self.gram.shape[0])
        return ops.matmul(inputs, ops.solve(self.gram + ridge, self.moment))

    def learn(self, x: Any, y: Any) -> None:
        """Add samples to what has been seen."""
        self.gram.assign_add(ops.matmul(ops.transpose(x), x))
        self.moment.assign_add(ops.matmul(ops.transpose(x), y))

    def train_step(self, data: Any) -> dict[str, Any]:
        """Learn a batch, so that neither the batch size nor the number of epochs matters."""
        x, y, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.learn(x, y)
        return {"loss": self.compute_loss(x, y, self(x))}


class InstantLeastSquares(LeastSquares):
    """The same without Keras's loops over batches, which take a second for a few samples."""

    def fit(self, x: Any = None, y: Any = None, validation_data: Any = None, **_: Any) -> Any:
        """Learn all samples at once."""
        self.learn(ops.convert_to_tensor(x, "float32"), ops.convert_to_tensor(y, "float32"))
        record = keras.callbacks.History()
        record.history = {"loss": [self.evaluate(x, y)]}
        if validation_data is not None:
            record.history["val_loss"] = [self.evaluate(*validation_data)]
        return record

    def predict(self, x: Any, **_: Any) -> np.ndarray:
        """The predictions as an array."""
        return np.asarray(self(ops.convert_to_tensor(x, "float32")))

    def evaluate(self, x: Any = None, y: Any = None, **_: Any) -> float:
        """The mean squared error."""
        return float(np.mean((self.predict(x) - np.asarray(y)) ** 2))


def _builder(kind: type[LeastSquares], num_features: int) -> Callable[[], LeastSquares]:
    def build_model() -> LeastSquares:
        model = kind(num_features)
        model.compile(loss="mean_squared_error", jit_compile=False)
        return model

    return build_model


def leave_one_out(
    answer: Any, x: np.ndarray, y: np.ndarray, num_folds: int, seed: int
) -> dict[str, Any]:
    """Cross-validate least squares with a fold for each sample, whose order is chance."""
    losses = answer(_builder(InstantLeastSquares, x.shape[1]), x, y, num_folds, seed)
    return {"losses, sorted": np.sort(np.atleast_1d(losses), axis=0)}


def folds_of_sorted_data(
    answer: Any, x: np.ndarray, y: np.ndarray, num_folds: int, seed: int
) -> dict[str, Any]:
    """Cross-validate a model that predicts the mean, on labels in sorted order, and on five."""
    build_model = _builder(InstantLeastSquares, 1)

    def call(seed: int) -> np.ndarray:
        return np.asarray(answer(build_model, x, y, num_folds, seed))

    few = answer(build_model, x[::25][:5], y[::25][:5], 5, seed)
    losses = {"losses": call(seed), "losses of five folds, sorted": np.sort(np.atleast_1d(few))}
    return losses | _seeds_compared(call, seed)


def through_keras(
    answer: Any, x: np.ndarray, y: np.ndarray, num_folds: int, seed: int
) -> dict[str, Any]:
    """The same with Keras's own ``fit`` and ``evaluate``."""
    losses = answer(_builder(LeastSquares, x.shape[1]), x, y, num_folds, seed)
    return {"losses, sorted": np.sort(np.atleast_1d(losses), axis=0)}


def estimated_risk(
    answer: Any, x: np.ndarray, y: np.ndarray, num_folds: int, seed: int
) -> dict[str, Any]:
    """The logarithm of the mean loss of least squares in cross-validation, for each data set."""
    build_model = _builder(InstantLeastSquares, x.shape[-1])
    losses = np.stack(
        [np.asarray(answer(build_model, *data, num_folds, seed)) for data in zip(x, y, strict=True)]
    )
    with np.errstate(invalid="ignore", divide="ignore"):  # what is not finite fails
        output = np.log(np.mean(losses, axis=tuple(range(1, losses.ndim))))
    return {"output": output, "number of losses": list(losses.shape[1:])}


# --- preparation and capacity ---


def standardised(answer: Any, **arrays: np.ndarray) -> dict[str, Any]:
    """Standardise one or more arrays by the first."""
    result = answer(*arrays.values())
    if not isinstance(result, list | tuple):
        return {"output": result}
    return {f"output[{position}]": part for position, part in enumerate(result)}


def polynomial_by_features(
    answer: Any, x: np.ndarray, degree: int, theta: np.ndarray
) -> dict[str, Any]:
    """The features, and the polynomial that they make with given coefficients."""
    features = np.asarray(answer(x, degree))
    return {"output": features, "output @ theta": features @ theta}


def curve_and_noise(
    answer: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_val: np.ndarray,
    y_val: np.ndarray,
    degrees: list[int],
) -> dict[str, Any]:
    """The validation errors of all degrees, as an estimate of the error on new data.

    The first axis of the arrays goes by data set.
    """
    data_sets = zip(x_train, y_train, x_val, y_val, strict=True)
    curves = np.stack([np.asarray(answer(*data, degrees)) for data in data_sets])
    return {"output": curves[:, :, 2], "shape of the curve": list(curves.shape[1:])}


# --- models of one's own choice ---


def forecasts(answer: Any, series: np.ndarray, window: int) -> dict[str, Any]:
    """A forecast for each series of each process, by which the first axis goes."""
    output = np.stack([np.asarray(answer(each, window)) for each in series])
    return {"output": output, "shape of the forecasts": list(output.shape[1:])}


def new_points(answer: Any, data: np.ndarray, num_samples: int, seed: int) -> dict[str, Any]:
    """Points like those given."""
    return {"output": np.asarray(answer(data, num_samples, seed))}


def points_and_seeds(answer: Any, data: np.ndarray, num_samples: int, seed: int) -> dict[str, Any]:
    """The shape of the points, and what the seed decides."""

    def call(seed: int) -> np.ndarray:
        return np.asarray(answer(data, num_samples, seed))

    return {"shape of the points": list(call(seed).shape)} | _seeds_compared(call, seed)


def clean_signals(answer: Any, x_noisy: np.ndarray) -> dict[str, Any]:
    """The estimates of the clean signals."""
    output = np.asarray(answer(x_noisy))
    return {"output": output, "shape of the estimates": list(output.shape)}


def captions_and_probabilities(answer: Any, captions: list[str]) -> dict[str, Any]:
    """A distribution over captions as two lists, sorted by caption."""
    distribution = dict(answer(captions))
    known = sorted(distribution)
    return {
        "captions": known,
        "probabilities": np.array([distribution[caption] for caption in known], dtype=float),
    }
