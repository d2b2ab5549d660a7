"""A check, and the five ways to write one.

Each constructor takes ``inputs``, a function of a ``numpy.random.Generator`` that yields the
probe's keyword arguments for one case after another, smallest case first; the first case that
fails is the one that the student sees. Expected values come from an ``oracle``, which is
called with the same keyword arguments and is independent of the solution: NumPy in float64.

For the probes ``call``, ``call_numpy`` and ``vector_jacobian_product`` the keyword arguments
are those of the student's function, in order.
"""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import numpy as np

from autograder.checks.expectations import (
    Between,
    Case,
    Equals,
    Expectation,
    Scored,
    close,
    largest,
)
from autograder.gradients import float_arrays, numerical_vjp
from autograder.results import Kind

Inputs = dict[str, Any]
Generate = Callable[[np.random.Generator], Iterable[Inputs]]
Oracle = Callable[..., Any]

FUNCTION_PROBES = frozenset(["call", "call_numpy", "vector_jacobian_product"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that is asked of an answer.

    Args:
        name: unique within its question; names what must hold, such as ``"no overflow"``.
        points: what passing it earns.
        probe: name of a function in the assignment's ``probes*.py`` or of a standard probe.
        cases: fresh cases from a random generator; the same generator state, the same cases.
        visible: whether students have it too.
        seconds: wall time for each case.
        tries: how often a training check may be run, each time on fresh data.
        recognised: whether wrong answers are run beside a failed one, to name its mistake; too
            slow for most training checks.
        same_draws_as: the check before it whose inputs these are too, so that one training serves
            both; empty for inputs of its own.
        means: one sentence: what it shows when this check fails.
        shown: how the call is written in messages, such as ``"OutputLayer(units)(x)"``.
    """

    name: str
    kind: Kind
    points: float
    probe: str
    cases: Callable[[np.random.Generator], list[Case]]
    visible: bool = True
    seconds: float = 20.0
    tries: int = 1
    recognised: bool = True
    same_draws_as: str = ""
    means: str = ""
    shown: str = ""


def output(
    name: str,
    *,
    points: float,
    inputs: Generate,
    oracle: Oracle,
    probe: str = "call",
    ask_dtype: bool = False,
    relative: float | None = None,
    absolute: float | None = None,
    **options: Any,
) -> Check:
    """The answer's values equal the oracle's.

    Args:
        oracle: returns an array, a tuple (compared as ``output[0]``, …) or a dict by key; a
            value may also be one or a list of the bounds in ``autograder.checks.statistics``,
            for an answer that draws at random.
        ask_dtype: whether the result must have the dtype of the inputs.
        relative, absolute: tolerances, where the defaults of the dtype don't fit.
        options: further fields of :class:`Check`.
    """

    def expect(arguments: Inputs) -> tuple[Expectation, ...]:
        dtype = _dtype_of(arguments)
        tolerances = {"relative": relative, "absolute": absolute}
        return tuple(
            expectation
            for key, value in _named(oracle(**arguments)).items()
            for expectation in _expectations(
                key, value, dtype=dtype, ask_dtype=ask_dtype, **tolerances
            )
        )

    options.setdefault("kind", "output")
    return Check(
        name=name, points=points, probe=probe, cases=_cases(probe, inputs, expect), **options
    )


def property_check(name: str, **options: Any) -> Check:
    """A property on many random inputs of growing size; arguments as for :func:`output`.

    The probe returns both sides of the property, and the oracle says what both must be, so
    that a constant answer, which has many properties, does not pass.
    """
    return output(name, kind="property", **options)


def gradient(
    name: str,
    *,
    points: float,
    inputs: Generate,
    forward: Oracle,
    wrt: list[str],
    probe: str = "vector_jacobian_product",
    oracle: Oracle | None = None,
    relative: float = 1e-5,
    absolute: float = 1e-7,
    **options: Any,
) -> Check:
    """Vector-Jacobian products with a random cotangent, in float64.

    Args:
        forward: the function in NumPy, called with the inputs; its central differences are the
            expected gradient.
        wrt: by what to differentiate; ``"weights.kernel"`` is returned as
            ``"gradient of kernel"``.
        oracle: the gradient in closed form, for kinks and large inputs: called with the inputs
            and ``cotangent``, returns a dict by the names in ``wrt``.
    """

    def cases(generator: np.random.Generator) -> list[Case]:
        return [_gradient_case(generator, arguments) for arguments in inputs(generator)]

    def _gradient_case(generator: np.random.Generator, arguments: Inputs) -> Case:
        result = np.asarray(forward(**arguments))
        cotangent = generator.normal(size=result.shape) + 0.5
        if oracle is None:
            expected = numerical_vjp(forward, arguments, wrt, cotangent)
        else:
            expected = oracle(**arguments, cotangent=cotangent)
        expectations = tuple(
            close(
                f"gradient of {path.rpartition('.')[2]}",
                expected[path],
                relative=relative,
                absolute=absolute * max(1.0, largest(expected[path])),
            )
            for path in wrt
        )
        sent: Inputs = {"cotangent": cotangent}
        if probe in FUNCTION_PROBES:
            sent |= {"arguments": arguments, "wrt": wrt}
        else:
            sent |= arguments
        return Case(inputs=sent, expect=expectations)

    options.setdefault("kind", "gradient")
    return Check(name=name, points=points, probe=probe, cases=cases, **options)


def structure(
    name: str, *, points: float, inputs: Generate, expect: Oracle, probe: str, **options: Any
) -> Check:
    """How the answer is built; ``expect`` returns texts, truth values or arrays by key."""
    return output(
        name, kind="structure", points=points, inputs=inputs, oracle=expect, probe=probe, **options
    )


def training(
    name: str,
    *,
    points: float,
    data: Callable[[np.random.Generator], tuple[Inputs, np.ndarray]],
    probe: str,
    metric: str,
    tries: int = 3,
    seconds: float = 120.0,
    best_possible: float = float("nan"),
    extra: Callable[[Inputs], dict[str, Any]] | None = None,
    recognised: bool = False,
    **options: Any,
) -> Check:
    """The grader trains the answer and scores its predictions outside of the worker.

    Args:
        data: returns what the probe gets (training data, inputs to predict) and the labels of
            these inputs, which stay here.
        metric: a name from ``autograder.checks.metrics``; the threshold is measured by
            ``autograder calibrate``.
        tries: runs on fresh data; one that reaches the threshold is enough.
        recognised: for data on which all mutants answer in a moment, and without chance.
        extra: what else must hold, by key, as an oracle returns it: such as a budget kept.
    """

    def cases(generator: np.random.Generator) -> list[Case]:
        sent, labels = data(generator)
        scored = Scored(key="output", metric=metric, labels=labels, best_possible=best_possible)
        further = [
            expectation
            for key, value in (extra(sent) if extra else {}).items()
            for expectation in _expectations(key, value)
        ]
        return [Case(inputs=sent, expect=(*further, scored))]

    return Check(
        name=name,
        kind="training",
        points=points,
        probe=probe,
        cases=cases,
        tries=tries,
        seconds=seconds,
        recognised=recognised,
        **options,
    )


def _cases(
    probe: str, inputs: Generate, expect: Callable[[Inputs], tuple[Expectation, ...]]
) -> Callable[[np.random.Generator], list[Case]]:
    def cases(generator: np.random.Generator) -> list[Case]:
        return [
            Case(
                inputs={"arguments": arguments} if probe in FUNCTION_PROBES else arguments,
                expect=expect(arguments),
            )
            for arguments in inputs(generator)
        ]

    return cases


def _expectations(key: str, value: Any, **options: Any) -> list[Expectation]:
    bounds = value if isinstance(value, list) else [value]
    if bounds and all(isinstance(item, Between) for item in bounds):
        return [msgspec.structs.replace(item, key=key) for item in bounds]
    if isinstance(value, bool | str | list):
        return [Equals(key=key, value=value)]
    return [close(key, value, **options)]


def _dtype_of(arguments: Inputs) -> str:
    """The dtype in which the student computes: that of the first floating-point input."""
    return next((array.dtype.name for array in float_arrays(arguments)), "float64")


def _named(result: Any) -> dict[str, Any]:
    if isinstance(result, dict):
        return result
    if isinstance(result, tuple):
        return {f"output[{position}]": value for position, value in enumerate(result)}
    return {"output": result}
