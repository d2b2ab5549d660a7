"""Learning rates of a schedule."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import tensor

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
