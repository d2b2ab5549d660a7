"""Expected values for the costs of 3.5–3.9, in NumPy and float64."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray
Config = dict[str, Any]

LOG_TWO_PI = float(np.log(2 * np.pi))
FLOOR = -20.0


def reduce(losses: Array, reduction: str | None, sample_weight: Array | None) -> Array:
    """Weigh and reduce one loss for each sample as Keras documents it."""
    weighted = losses if sample_weight is None else losses * sample_weight
    if reduction is None:
        return weighted
    return np.sum(weighted) / (len(losses) if reduction == "sum_over_batch_size" else 1)


@dataclasses.dataclass(frozen=True)
class ElementwiseCost:
    """A cost that is the mean over the outputs of a function of the error.

    Args:
        function: of the error, prediction minus target.
        derivative: of ``function``.
    """

    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]

    def losses(
        self,
        y_true: Array,
        y_pred: Array,
        config: Config | None = None,  # an argument of the probe
    ) -> Array:
        """One cost for each sample, ``(batch, …)`` without the last axis."""
        return np.mean(self.function(_errors(y_true, y_pred)), axis=-1)

    def gradients(self, y_true: Array, y_pred: Array, cotangent: Array) -> dict[str, Array]:
        """The vector-Jacobian product of :meth:`losses` by the predictions."""
        slope = self.derivative(_errors(y_true, y_pred)) / y_pred.shape[-1]
        return {"y_pred": cotangent[..., None] * slope}

    def reduced(
        self, config: Config, y_true: Array, y_pred: Array, sample_weight: Array | None
    ) -> dict[str, Any]:
        """The reduced cost, before and after a round trip through the config."""
        value = reduce(self.losses(y_true, y_pred), config["reduction"], sample_weight)
        return _after_round_trip(value, config)

    def fitted(
        self,
        x: Array,
        y: Array,
        sample_weight: Array,
        kernel: Array,
        learning_rate: float,
        eagerly: bool,  # an argument of the probe
    ) -> dict[str, Any]:
        """The reported cost and the kernel after one step of gradient descent."""
        x, kernel = x.astype(np.float64), kernel.astype(np.float64)
        prediction = x @ kernel
        target = y.reshape(prediction.shape)
        loss = reduce(self.losses(target, prediction), "sum_over_batch_size", sample_weight)
        slope = self.gradients(target, prediction, sample_weight / len(x))["y_pred"]
        return {
            "is a keras Loss": True,
            "loss": loss,
            "kernel after one step": kernel - learning_rate * x.T @ slope,
        }


def _errors(y_true: Array, y_pred: Array) -> Array:
    predicted = np.asarray(y_pred, np.float64)
    return predicted - np.asarray(y_true, np.float64).reshape(predicted.shape)


def _after_round_trip(value: Array, config: Config) -> dict[str, Any]:
    return {
        "output": value,
        "output after from_config": value,
        "name after from_config": config["name"],
    }


ABSOLUTE = ElementwiseCost(np.abs, np.sign)
SQUARED = ElementwiseCost(np.square, lambda error: 2 * error)


def gaussian_losses(y_true: Array, y_pred: Array, config: Config | None = None) -> Array:
    """Minus the log density in nats of each target, ``(batch,)``."""
    mean, variance = _gaussian(y_pred, config)
    squared = (np.asarray(y_true, np.float64).reshape(-1) - mean) ** 2
    return np.log(np.sqrt(2 * np.pi * variance)) + squared / (2 * variance)


def _gaussian(y_pred: Array, config: Config | None) -> tuple[Array, Array]:
    floor = FLOOR if config is None else config.get("floor", FLOOR)
    mean, log_variance = np.asarray(y_pred, np.float64).T
    return mean, np.exp(np.where(log_variance < floor, floor, log_variance))


def gaussian_gradients(
    y_true: Array, y_pred: Array, config: Config, cotangent: Array
) -> dict[str, Array]:
    """The closed form; 0 for a log-variance below the floor."""
    mean, variance = _gaussian(y_pred, config)
    error = mean - y_true.reshape(-1)
    by_log_variance = 0.5 * (1 - error**2 / variance) * (y_pred[:, 1] > config["floor"])
    return {"y_pred": cotangent[:, None] * np.stack([error / variance, by_log_variance], axis=1)}


def gaussian_reduced(
    config: Config, y_true: Array, y_pred: Array, sample_weight: Array
) -> dict[str, Any]:
    """The reduced cost, before and after a round trip through the config."""
    losses = gaussian_losses(y_true, y_pred, config)
    return _after_round_trip(reduce(losses, config["reduction"], sample_weight), config)


def fixed_variance(y_true: Array, mean: Array, log_variance: float) -> dict[str, Array]:
    """The cost at one variance, and what it exceeds that of an exact prediction by, times 2σ²."""
    squared = (y_true - mean) ** 2
    constant = 0.5 * (LOG_TWO_PI + log_variance)
    return {
        "output": constant + squared / (2 * np.exp(log_variance)),
        "2σ² · (output - output at an exact mean)": squared,
    }


TIE = 1e-9


def cost_table(cost: str, candidates: Array) -> Array:
    """The cost of each outcome under each candidate, both ``(n, outcomes)``."""
    size = candidates.shape[1]
    with np.errstate(divide="ignore"):
        logarithm = -np.log(candidates)
    highest = candidates.max(axis=1, keepdims=True)
    norm = np.sqrt(np.sum(candidates**2, axis=1, keepdims=True))
    tables = {
        "logarithmic": logarithm,
        "weighted logarithmic": logarithm * np.arange(1, size + 1),
        "squared": 1 - 2 * candidates + norm**2,
        "absolute": 2 - 2 * candidates,
        "linear": 1 - candidates,
        "root": 1 - np.sqrt(candidates),
        "spherical": 1 - candidates / norm,
        "most likely": np.where(candidates == highest, 0.0, 1.0),
    }
    return tables[cost]


def expected_costs(cost: str, distribution: Array, candidates: Array) -> Array:
    """Expected cost of each candidate under the distribution, ``(n,)``."""
    happens = distribution > 0
    return cost_table(cost, candidates)[:, happens] @ distribution[happens]


def is_proper(cost: str, distribution: Array, candidates: Array) -> bool:
    """Whether no candidate is better than the distribution itself by more than a rounding."""
    own, *others = expected_costs(cost, distribution, np.vstack([distribution, candidates]))
    return bool(own <= min(others) + TIE)
