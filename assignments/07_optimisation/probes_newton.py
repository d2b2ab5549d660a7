"""Newton steps on quadratic costs and on logistic regression."""

import sys
from types import FrameType
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import tensor


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
    """One step, and whether a library's inverse was made on the way, under whatever name."""
    made = {"makes an inverse matrix": False, "solves for more than one column": False}

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "linalg" in frame.f_code.co_filename:
            made["makes an inverse matrix"] |= frame.f_code.co_name in ("inv", "matrix_inverse")
            made["solves for more than one column"] |= solves_for_a_matrix(frame)

    previous = sys.getprofile()
    sys.setprofile(watch)
    try:
        result = newton_on_a_quadratic(answer, hessian, slope, theta)
    finally:
        sys.setprofile(previous)
    return result | made


def solves_for_a_matrix(frame: FrameType) -> bool:
    """Whether this call of a library's has a right side of several columns."""
    if frame.f_code.co_name not in ("solve", "matrix_solve"):
        return False
    right_side = frame.f_locals.get("rhs", frame.f_locals.get("b"))
    return getattr(right_side, "ndim", 0) == 2 and right_side.shape[-1] not in (1, None)


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
