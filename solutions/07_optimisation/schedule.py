"""The learning-rate schedule WarmupCosine (7.5)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check, structure
from autograder.questions.question import Question

from .optimizer_oracles import warmup_cosine

Inputs = dict[str, Any]

CLOSE = {"relative": 1e-5, "absolute": 1e-7}
"""Keras computes learning rates in float32."""


def plan(random: np.random.Generator, warmup_steps: int, total_steps: int, floor: float) -> Inputs:
    """A schedule with a random peak; ``floor`` is a share of it."""
    peak = float(random.uniform(0.05, 0.5))
    arguments = {"peak": peak, "warmup_steps": warmup_steps, "total_steps": total_steps}
    return {**arguments, "floor": peak * floor}


def short_plans(random: np.random.Generator) -> Iterator[Inputs]:
    """Every step of short schedules; the shares of warm-up and floor differ."""
    for warmup_steps, falling, floor in ((2, 3, 0.0), (0, 6, 0.25), (5, 9, 0.1), (1, 7, 0.5)):
        case = plan(random, warmup_steps, warmup_steps + falling, floor)
        yield {**case, "steps": np.arange(case["total_steps"] + 3)}


def joints(random: np.random.Generator) -> Iterator[Inputs]:
    """Steps around the joint, around the end, and long after it."""
    for scale in (10, 200):
        warmup_steps = int(random.integers(scale, 2 * scale))
        total_steps = warmup_steps + int(random.integers(3 * scale, 6 * scale))
        end = total_steps
        near = [-1, 0, 1]
        steps = [*(warmup_steps + i for i in near), (warmup_steps + end) // 2]
        steps += [*(end + i for i in near), 2 * end, 2 * end - warmup_steps, 10 * end]
        yield {**plan(random, warmup_steps, total_steps, 0.2), "steps": np.array(steps)}


def tensor_plans(random: np.random.Generator) -> Iterator[Inputs]:
    """One schedule and a few steps in each of its pieces."""
    yield {**plan(random, 4, 11, 0.1), "steps": np.array([0, 1, 3, 4, 5, 9, 11, 13])}


def optimizer_plans(random: np.random.Generator) -> Iterator[Inputs]:
    """A schedule over its whole length, and a gradient that stays the same."""
    gradient = (random.choice([-1, 1], 3) * random.uniform(0.5, 2, 3)).astype("float32")
    yield {**plan(random, 3, 9, 0.3), "gradient": gradient, "num_steps": 12}


def of_tensors(**arguments: Any) -> dict[str, np.ndarray]:
    """The same learning rates, whatever the step's dtype."""
    kinds = ("int", "int32 tensor", "int64 variable", "float32 tensor", "symbolic tensor")
    return {f"steps as {kind}": warmup_cosine(**arguments) for kind in kinds}


def in_an_optimizer(gradient: np.ndarray, num_steps: int, **arguments: Any) -> Inputs:
    """The weight is minus the gradient times the sum of the learning rates so far."""
    rates = warmup_cosine(**arguments, steps=np.arange(num_steps))
    return {
        "is a keras LearningRateSchedule": True,
        "weight after each step": -np.cumsum(rates)[:, None] * gradient,
    }


def of_the_copy(**arguments: Any) -> Inputs:
    """The copy's learning rates are the original's."""
    return {"output of the copy": warmup_cosine(**arguments)}


WARMUP_COSINE = Question(
    name="WarmupCosine",
    ideas=("J7",),
    forbidden=(
        "keras.optimizers.schedules.CosineDecay",
        "keras.optimizers.schedules.CosineDecayRestarts",
        "tensorflow.keras.optimizers.schedules.CosineDecay",
        "tensorflow.keras.optimizers.schedules.CosineDecayRestarts",
        "keras.experimental.CosineDecay",
    ),
    hints=(
        "Check your formula by hand at t = 0, W − 1, W, T and T + 1, with W = 2 and T = 5.",
        "How far the fall has come is a number from 0 at W to 1 at T. After T it has to stay at 1: "
        "which function of `ops` keeps a number from growing further?",
        "`ops.where(condition, a, b)` chooses where a Python `if` can't. It computes both sides: "
        "neither may divide by 0, not even with a warm-up of 0 steps.",
        "Cast the step to float first: integers of tensors and floats of Python don't mix.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=short_plans,
            oracle=warmup_cosine,
            probe="schedule_values",
            means="Every step of a few short schedules, the last steps after their end.",
            shown="[WarmupCosine(peak, warmup_steps, total_steps, floor)(step) for step in steps]",
            **CLOSE,
        ),
        property_check(
            "the joint and the end",
            points=1,
            inputs=joints,
            oracle=warmup_cosine,
            probe="schedule_values",
            means="Around the joint and the end of long schedules, and long after the end.",
            shown="[WarmupCosine(peak, warmup_steps, total_steps, floor)(step) for step in steps]",
            **CLOSE,
        ),
        output(
            "any kind of step",
            points=1,
            inputs=tensor_plans,
            oracle=of_tensors,
            probe="schedule_of_tensors",
            means="The step is an int, a tensor or a variable, and symbolic within fit.",
            shown="WarmupCosine(…)(tf.constant(step))",
            **CLOSE,
        ),
        structure(
            "in an optimizer",
            points=1,
            inputs=optimizer_plans,
            expect=in_an_optimizer,
            probe="schedule_in_an_optimizer",
            relative=1e-4,
            absolute=1e-6,
            means="An optimizer with the schedule, made again from its config, takes its steps.",
            shown="SGD(WarmupCosine(…)).apply_gradients([(gradient, weight)])",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=tensor_plans,
            expect=of_the_copy,
            probe="schedule_copied",
            means="from_config(get_config()) makes the same schedule again.",
            shown="WarmupCosine.from_config(schedule.get_config())(step)",
            **CLOSE,
        ),
    ),
)
