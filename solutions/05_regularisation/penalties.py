"""Penalties on weights: L1, L2 and the count of weights that L0 is (5.1–5.3)."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Check, gradient, output, property_check, structure
from autograder.checks.expectations import Between
from autograder.questions.question import Question

Inputs = dict[str, Any]
Penalty = Callable[[np.ndarray], np.ndarray]


def l1(weights: np.ndarray) -> np.ndarray:
    """The sum of the absolute values."""
    return np.asarray(np.abs(weights.astype(np.float64)).sum())


def l2(weights: np.ndarray) -> np.ndarray:
    """The sum of the squares."""
    return np.asarray(np.vdot(weights.astype(np.float64), weights.astype(np.float64)))


SLOPES: dict[Penalty, Penalty] = {l1: np.sign, l2: lambda weights: 2 * weights}


def weights_of_all_shapes(random: np.random.Generator) -> Iterator[Inputs]:
    """Vectors, matrices and kernels of rank 3 and 4, of several sizes, each with a strength."""
    for strength, scale, shape, dtype in (
        (3.0, 1.0, (2, 3), "float32"),
        (0.25, 1.0, (4,), "float64"),
        (0.01, 30.0, (5, 2), "float64"),
        (1.5, 0.1, (3, 4, 2), "float32"),
        (1.0, 1.0, (1, 6), "float32"),
        (0.5, 1.0, (2, 3, 2, 4), "float64"),
        (0.0, 1.0, (2, 2), "float64"),
    ):
        weights = random.normal(scale=scale, size=shape)
        weights.flat[1] = 0.0
        yield {"strength": strength, "weights": weights.astype(dtype)}


def weights_off_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 weights of both signs to differentiate at, none of them near 0."""
    for strength, shape in ((0.7, (2, 3)), (4.0, (5,)), (0.05, (3, 4))):
        size = random.uniform(0.2, 3.0, size=shape)
        yield {"strength": strength, "weights": size * random.choice([-1.0, 1.0], size=shape)}


def weights_at_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """The same, some of them exactly 0."""
    for case in weights_off_zero(random):
        case["weights"].flat[::3] = 0.0
        yield case


def l1_slope_with_zeros(strength: float, weights: np.ndarray) -> dict[str, Any]:
    """Anything from -strength to strength where a weight is 0: a kink has no slope of its own."""
    zero = weights == 0
    shape, rounded = (int(zero.sum()),), strength * (1 + 1e-6)  # a strength may be of float32
    return {
        "gradient elsewhere": strength * np.sign(weights[~zero]),
        "gradient where a weight is 0": Between(key="", low=-rounded, high=rounded, shape=shape),
    }


def regression(random: np.random.Generator) -> Iterator[Inputs]:
    """One batch for a linear model whose kernel is penalised."""
    batch, features, units = 6, 4, 3
    kernel = random.uniform(0.3, 2.0, size=(features, units))
    yield {
        "strength": float(random.uniform(0.3, 0.8)),
        "kernel": (kernel * random.choice([-1, 1], size=kernel.shape)).astype("float32"),
        "bias": random.uniform(1.0, 2.0, size=units).astype("float32"),
        "x": random.normal(size=(batch, features)).astype("float32"),
        "y": random.normal(size=(batch, units)).astype("float32"),
        "learning_rate": 0.25,
    }


def one_penalised_step(penalty: Penalty) -> Callable[..., dict[str, Any]]:
    """One step of gradient descent on mean squared error plus the penalty of the kernel."""

    def oracle(
        strength: float,
        kernel: np.ndarray,
        bias: np.ndarray,
        x: np.ndarray,
        y: np.ndarray,
        learning_rate: float,
    ) -> dict[str, Any]:
        kernel, x = kernel.astype(np.float64), x.astype(np.float64)
        error = x @ kernel + bias - y
        slope = 2 * error / error.size
        after = kernel - learning_rate * (x.T @ slope + strength * SLOPES[penalty](kernel))
        return {
            "is a keras Regularizer": True,
            "loss": np.mean(error**2) + strength * penalty(kernel),
            "kernel after one step": after,
            "bias after one step": bias - learning_rate * slope.sum(axis=0),
            "penalty after loading": strength * penalty(after),
        }

    return oracle


def _values(penalty: Penalty) -> Check:
    return output(
        "values",
        points=2,
        inputs=weights_of_all_shapes,
        oracle=lambda strength, weights: strength * penalty(weights),
        probe="call_regularizer",
        ask_dtype=True,
        means="One number for all the weights of an array, whatever its shape.",
        shown="regularizer = …Penalty(strength); regularizer(weights)",
    )


def _gradient(penalty: Penalty) -> Check:
    return gradient(
        "gradient",
        points=1,
        inputs=weights_off_zero,
        forward=lambda strength, weights: strength * penalty(weights),
        wrt=["weights"],
        probe="regularizer_gradient",
        means="The penalty acts on training by its gradient alone.",
        shown="gradient of …Penalty(strength)(weights)",
    )


def _in_a_model(penalty: Penalty) -> Check:
    return structure(
        "in a model",
        points=2,
        inputs=regression,
        expect=one_penalised_step(penalty),
        probe="regularizer_in_a_model",
        relative=1e-4,
        absolute=1e-4,
        means="A layer takes it as kernel_regularizer: fit follows it, save and load keep it.",
        shown="Dense(units, kernel_regularizer=…Penalty(strength)): compile, fit, save, load",
    )


KERAS_OWN = (
    "keras.regularizers.L1L2",
    "keras.regularizers.l1_l2",
    "keras.regularizers.get",
    "tensorflow.keras.regularizers.L1L2",
    "tensorflow.keras.regularizers.l1_l2",
    "tensorflow.keras.regularizers.get",
)

L1_PENALTY = Question(
    name="L1Penalty",
    ideas=("G3",),
    forbidden=(
        *KERAS_OWN,
        "keras.regularizers.L1",
        "keras.regularizers.l1",
        "tensorflow.keras.regularizers.L1",
        "tensorflow.keras.regularizers.l1",
    ),
    hints=(
        "One number comes out, for a vector as for a kernel of rank 4. Which reduction takes all "
        "axes at once?",
        "Two weights, 3 and -3: neither may pay for the other. What is their penalty?",
        "Stay with `keras.ops`: a NumPy array or a Python float has lost its way back to the "
        "weights, and no gradient reaches them.",
        "A gradient that is NaN at 0 comes from a root there. Which operation is |w| itself?",
    ),
    checks=(
        _values(l1),
        _gradient(l1),
        structure(
            "gradient at 0",
            points=1,
            inputs=weights_at_zero,
            expect=l1_slope_with_zeros,
            probe="regularizer_gradient_with_zeros",
            relative=1e-6,
            means="At the kink any slope from -strength to strength is right, but not NaN.",
            shown="gradient of L1Penalty(strength)(weights)",
        ),
        _in_a_model(l1),
    ),
)

L2_PENALTY = Question(
    name="L2Penalty",
    ideas=("G2",),
    forbidden=(
        *KERAS_OWN,
        "keras.regularizers.L2",
        "keras.regularizers.l2",
        "tensorflow.keras.regularizers.L2",
        "tensorflow.keras.regularizers.l2",
    ),
    hints=(
        "It differs from L1Penalty in one operation.",
        "Some books write a ½, so that the gradient has no 2. Does the formula above?",
        "No root is taken: the penalty of the weights 3 and 4 at strength 1 is 25.",
    ),
    checks=(_values(l2), _gradient(l2), _in_a_model(l2)),
)


def weights_with_zeros(random: np.random.Generator) -> Iterator[Inputs]:
    """Zeros of either sign among weights that are tiny, ordinary and large."""
    for shape, zeros, dtype in (
        ((3,), 1, "float32"),
        ((2, 5), 3, "float64"),
        ((4, 3), 2, "float32"),
        ((2, 3, 4), 9, "float64"),
        ((2, 2), 4, "float32"),
        ((5, 2), 0, "float64"),
    ):
        weights = random.normal(size=shape)
        weights.flat[0] = -1e-20
        weights.flat[-1] = 1e12
        where = random.permutation(weights.size)[:zeros]
        weights.flat[where] = random.choice([0.0, -0.0], size=zeros)
        yield {"weights": weights.astype(dtype)}


def sparse_weights(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 weights of growing size, about a third of them 0, and at least one that is not."""
    for size in range(2, 9):
        weights = random.normal(size=(size, size + 1)) * (random.random((size, size + 1)) > 0.35)
        weights[0, :2] = 0.0, -random.uniform(0.1, 2.0)
        yield {"weights": weights}


def count(weights: np.ndarray) -> np.ndarray:
    return np.asarray(np.count_nonzero(weights), np.float64)


def count_at_every_scale(weights: np.ndarray) -> dict[str, Any]:
    return {
        f"output for {how}": count(weights)
        for how in ("weights", "-weights", "1000 * weights", "weights / 1000000")
    }


def flat_with_jumps(weights: np.ndarray) -> dict[str, Any]:
    zero = weights == 0
    return {
        "output": count(weights),
        "output after a tiny step of the weights that are not 0": count(weights),
        "output after a tiny step of all weights": np.asarray(float(weights.size)),
        "gradient of the weights that are not 0": np.zeros(int((~zero).sum())),
    }


L0_PENALTY = Question(
    name="l0_penalty",
    ideas=("G4",),
    hints=(
        "A weight of 0.001 costs as much as a weight of 1000, and a weight of 0 costs nothing.",
        "Compare with 0, and count where the comparison holds.",
        "The result is added to a cost: give it the dtype of the weights (`ops.cast`).",
        "`0.0 ** 0` is 1, in Python and in Keras.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=weights_with_zeros,
            oracle=count,
            ask_dtype=True,
            means="How many of the weights are not 0.",
        ),
        property_check(
            "the size of a weight does not count",
            points=1,
            inputs=sparse_weights,
            oracle=count_at_every_scale,
            probe="l0_at_every_scale",
            means="Larger, smaller or of the other sign: a weight is 0 or it is not.",
            shown="l0_penalty(factor * weights)",
        ),
        structure(
            "flat, with jumps",
            points=2,
            inputs=sparse_weights,
            expect=flat_with_jumps,
            probe="l0_nearby",
            means="A tiny step of a weight that is not 0 changes nothing, so the gradient is 0 (or "
            "None); a tiny step of a weight that is 0 changes the count by 1.",
            shown="l0_penalty(weights), l0_penalty(weights + tiny), its gradient",
        ),
    ),
)
