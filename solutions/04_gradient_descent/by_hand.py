"""Gradients without automatic differentiation: by differences, for a layer, for two layers."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

AUTOMATIC = (
    "tensorflow.GradientTape",
    "tensorflow.gradients",
    "tensorflow.autodiff.*",
    "tensorflow.test.compute_gradient",
    "tensorflow.compat.v1.train.*",
    "tensorflow.compat.v1.train.Optimizer.compute_gradients",
    "jax.grad",
    "jax.vjp",
    "jax.*",
    "torch.autograd.*",
)


def functions_of_arrays(random: np.random.Generator) -> Iterator[Inputs]:
    """Vectors and matrices in two dtypes; the small step leaves float64 seven digits."""
    for dtype, step in (("float64", 1e-3), ("float32", 1e-2)):
        for function, shape in (("cubic", (3,)), ("wave", (2, 4)), ("cubic", (3, 2))):
            yield {
                "function": function,
                "theta": random.normal(scale=2.0, size=shape).astype(dtype),
                "coefficients": random.uniform(0.5, 1.5, size=shape),
                "step": step,
            }


def large_steps(random: np.random.Generator) -> Iterator[Inputs]:
    """Steps so large that the difference is no derivative: its formula can be read off."""
    for step, shape in ((0.5, (3,)), (0.25, (4, 2))):
        theta = random.choice([-1.0, 1.0], shape) * random.uniform(0.3, 4.0, shape)
        coefficients = random.uniform(0.5, 1.5, size=shape)
        yield {"function": "cubic", "theta": theta, "coefficients": coefficients, "step": step}


def entries_of_all_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """Entries from 0 to 10¹², of a function that changes as slowly as they are large."""
    for count in (5, 7):
        sizes = np.array([0.0, 1e-3, 1.0, 1e3, 1e6, 1e9, 1e12])[-count:]
        if count == 5:
            sizes = np.array([0.0, 1.0, 1e4, 1e8, 1e12])
        theta = sizes * random.uniform(1, 2, count) * random.choice([-1.0, 1.0], count)
        order = random.permutation(count)
        slowness = random.uniform(0.5, 1.4, count) / np.maximum(1.0, np.abs(theta))
        yield {
            "function": "wave",
            "theta": theta[order],
            "coefficients": slowness[order],
            "step": 1e-4,
        }


def arrays_of_growing_rank(random: np.random.Generator) -> Iterator[Inputs]:
    """From one entry to three axes."""
    for shape in ((1,), (5,), (1, 4), (3, 1), (2, 3, 4), (2, 1, 3, 2)):
        for function in ("cubic", "wave"):
            yield {
                "function": function,
                "theta": random.normal(scale=1.5, size=shape),
                "coefficients": random.uniform(0.5, 2.0, size=shape),
                "step": 10.0 ** random.uniform(-4, -1),
            }


NUMERICAL_GRADIENT = Question(
    name="numerical_gradient",
    ideas=("E2",),
    forbidden=(
        *AUTOMATIC,
        "numpy.gradient",
        "scipy.optimize.approx_fprime",
        "scipy.optimize.check_grad",
        "scipy.differentiate.*",
        "scipy.misc.derivative",
    ),
    hints=(
        "One entry at a time: which two arrays does the formula evaluate the function at? They "
        "differ from theta in one entry only.",
        "`theta.copy()` gives an array that you may change. `np.ndindex(theta.shape)` walks over "
        "all entries of an array of any shape.",
        "How far apart are the two points at which you evaluate? Divide by that.",
        "What is your step for an entry of 10¹², and what for an entry that is exactly 0?",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=functions_of_arrays,
            oracle=oracles.numerical_gradient,
            probe="numerical_gradient_of",
            ask_dtype=True,
            shown="numerical_gradient(function, theta, step)",
        ),
        output(
            "the step",
            points=1,
            inputs=large_steps,
            oracle=oracles.numerical_gradient,
            probe="numerical_gradient_of",
            shown="numerical_gradient(function, theta, step)",
            means="Even for a large step the result is the quotient with h = step·max(1, |θ|).",
        ),
        output(
            "entries of all sizes",
            points=1,
            inputs=entries_of_all_sizes,
            oracle=oracles.numerical_gradient,
            probe="numerical_gradient_of",
            relative=1e-5,
            absolute=1e-17,
            shown="numerical_gradient(function, theta, step)",
            means="A step that is lost beside an entry, or that is 0, gives no derivative.",
        ),
        property_check(
            "arrays of any shape",
            points=1,
            visible=False,
            inputs=arrays_of_growing_rank,
            oracle=oracles.numerical_gradient,
            probe="numerical_gradient_of",
            relative=1e-6,
            absolute=1e-8,
            shown="numerical_gradient(function, theta, step)",
        ),
    ),
)


def layer_arguments(random: np.random.Generator, sizes: Any, dtype: str) -> Inputs:
    """A batch, weights, and a gradient by the output: `sizes` is batch, features, units."""
    batch, features, units = sizes
    shapes = {"x": (batch, features), "weights": (features, units), "grad_output": (batch, units)}
    return {name: random.normal(size=shape).astype(dtype) for name, shape in shapes.items()}


def layers_of_all_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """Distinct dimensions in two dtypes, small and large values."""
    for dtype in ("float32", "float64"):
        for sizes in ((2, 3, 4), (6, 2, 5), (5, 4, 3)):
            yield layer_arguments(random, sizes, dtype)
    yield {name: 50 * value for name, value in layer_arguments(random, (4, 3, 2), dtype).items()}


def layers_to_differentiate(random: np.random.Generator) -> Iterator[Inputs]:
    """Two layers in float64."""
    for sizes in ((2, 3, 4), (5, 4, 3)):
        yield layer_arguments(random, sizes, "float64")


def thin_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """One sample, one feature, one unit."""
    for sizes in ((1, 3, 2), (4, 1, 3), (3, 2, 1), (1, 4, 1), (7, 5, 2)):
        yield layer_arguments(random, sizes, "float64")


AFFINE_BACKWARD = Question(
    name="affine_backward",
    ideas=("E2", "H1"),
    forbidden=AUTOMATIC,
    hints=(
        "Write down the shapes of x, weights and grad_output. Which product of two of them has "
        "the shape of weights, and which that of x?",
        "The bias is added to every sample. How does one number that is used N times contribute?",
        "The mean over the batch, if there is one, is part of the cost, and so of grad_output.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=layers_of_all_sizes,
            oracle=oracles.affine_gradients,
            probe="affine_gradients",
            ask_dtype=True,
            shown="affine_backward(x, weights, grad_output)",
        ),
        output(
            "against differences",
            kind="gradient",
            points=1,
            inputs=layers_to_differentiate,
            oracle=oracles.affine_differences,
            probe="affine_gradients",
            relative=1e-5,
            absolute=1e-7,
            shown="affine_backward(x, weights, grad_output)",
            means="The gradients of sum(grad_output * (x @ weights + bias)).",
        ),
        property_check(
            "one sample, one feature, one unit",
            points=1,
            visible=False,
            inputs=thin_layers,
            oracle=oracles.affine_gradients,
            probe="affine_gradients",
            shown="affine_backward(x, weights, grad_output)",
        ),
    ),
)


def network(random: np.random.Generator, sizes: Any, dtype: str = "float64") -> Inputs:
    """A network and a batch whose units are all clearly on one side of the rectifier's kink.

    Args:
        sizes: batch, features, hidden units, outputs.
    """
    batch, features, hidden, outputs = sizes
    shapes = ((features, hidden), (hidden,), (hidden, outputs), (outputs,))
    while True:
        parameters = [random.normal(size=shape).astype(dtype) for shape in shapes]
        x = random.normal(size=(batch, features)).astype(dtype)
        if np.min(np.abs(oracles.pre_activations(parameters, x))) > 5e-3:
            y = random.normal(size=(batch, outputs)).astype(dtype)
            return {"parameters": parameters, "x": x, "y": y}


def beside_the_kink(random: np.random.Generator, sizes: Any) -> Inputs:
    """One unit is very near the kink and the cost is large, so that differences show themselves.

    A step across the kink measures a mean of two slopes. A shorter one leaves few digits of a
    difference of two costs of about 10¹⁰.
    """
    case = network(random, sizes)
    parameters, x = case["parameters"], case["x"]
    z = oracles.pre_activations(parameters, x)
    parameters[1][0] += random.choice([-1e-5, 1e-5]) - z[0, 0]
    return case | {"y": 1e5 * case["y"]}


def networks(random: np.random.Generator) -> Iterator[Inputs]:
    """Distinct dimensions in two dtypes; at last a unit beside the kink."""
    for dtype in ("float32", "float64"):
        for sizes in ((2, 3, 5, 4), (6, 4, 3, 2), (5, 2, 7, 3)):
            yield network(random, sizes, dtype)
    yield beside_the_kink(random, (3, 4, 2, 5))


def networks_to_differentiate(random: np.random.Generator) -> Iterator[Inputs]:
    """Two networks in float64."""
    for sizes in ((3, 2, 4, 5), (5, 4, 3, 2)):
        yield network(random, sizes)


def units_at_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """Samples of zeros and biases of zero: z is exactly 0 for some units."""
    for sizes in ((3, 2, 4, 5), (5, 3, 6, 2)):
        case = network(random, sizes)
        case["parameters"][1][::2] = 0.0
        case["x"][0] = 0.0
        yield case


def repeated_batches(random: np.random.Generator) -> Iterator[Inputs]:
    """A batch, and the same batch three times over: the mean cost is the same."""
    for size in range(1, 7):
        case = network(random, (size, size + 2, size + 1, size + 3))
        yield case
        yield case | {"x": np.tile(case["x"], (3, 1)), "y": np.tile(case["y"], (3, 1))}
    yield beside_the_kink(random, (4, 3, 5, 2))


MLP_GRADIENTS = Question(
    name="mlp_gradients",
    ideas=("C1", "E2", "H1"),
    forbidden=AUTOMATIC,
    hints=(
        "First go forward and keep z, the hidden units and the output: the way back needs them.",
        "The gradient by the output is 2(u - y)/N. From there on no N appears any more.",
        "What is the input of the second layer? `affine_backward` gives you the gradient by it.",
        "The rectifier lets the gradient through where z > 0. Put a `where` between the two calls.",
    ),
    checks=(
        output(
            "values",
            points=3,
            inputs=networks,
            oracle=oracles.network_gradients,
            probe="network_gradients",
            ask_dtype=True,
            shown="mlp_gradients(parameters, x, y)",
        ),
        output(
            "against differences",
            kind="gradient",
            points=1,
            inputs=networks_to_differentiate,
            oracle=oracles.network_differences,
            probe="network_gradients",
            relative=1e-5,
            absolute=1e-6,
            shown="mlp_gradients(parameters, x, y)",
            means="The gradients of the cost, as central differences measure them.",
        ),
        output(
            "units at 0",
            points=1,
            inputs=units_at_zero,
            oracle=oracles.network_gradients,
            probe="network_gradients",
            shown="mlp_gradients(parameters, x, y)",
            means="Where z is exactly 0, the rectifier's slope is taken as 0.",
        ),
        property_check(
            "the mean over the batch",
            points=1,
            visible=False,
            inputs=repeated_batches,
            oracle=oracles.network_gradients,
            probe="network_gradients",
            shown="mlp_gradients(parameters, x, y)",
            means="A batch that is repeated three times has the same mean cost, and so gradient.",
        ),
    ),
)
