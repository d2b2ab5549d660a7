"""Tables of probabilities: marginal, conditional, is_independent (1.1 to 1.3)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def random_joint(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """A joint distribution whose entries are all possible and of different size."""
    table = random.uniform(0.1, 1.0, size=shape) ** 2
    return table / table.sum()


def joints(random: np.random.Generator) -> Iterator[Inputs]:
    """Both axes of tables with distinct lengths, in two dtypes."""
    for dtype in ("float32", "float64"):
        for shape in ((2, 3), (4, 3)):
            for axis in (1, 0):
                yield {"joint": random_joint(random, shape).astype(dtype), "axis": axis}


def joints_of_three(random: np.random.Generator) -> Iterator[Inputs]:
    """Three variables, each axis in turn."""
    for axis in (2, 0, 1):
        yield {"joint": random_joint(random, (2, 3, 4)), "axis": axis}


def joints_of_growing_size(random: np.random.Generator) -> Iterator[Inputs]:
    """Any axis of larger tables of two to four variables; of four, one of the last two."""
    for shape in ((1, 3), (3, 1), (5, 7), (2, 4, 3), (3, 2, 5, 4)):
        axis = int(random.integers(2 if len(shape) == 4 else 0, len(shape)))
        yield {"joint": random_joint(random, shape), "axis": axis}


MARGINAL = Question(
    name="marginal",
    ideas=("S2", "S3"),
    hints=(
        "Take the table of the weather and the train, and compute P(rain) on paper. Which entries "
        "did you add, and along which axis do they lie?",
        "`axis` is the axis that disappears: a table of shape (2, 3) and axis=1 give shape (2,).",
        "One function of `keras.ops` does this. Look at what it does with `axis` in the first "
        'cell, under "Tensors in one minute".',
    ),
    checks=(
        output("values", points=2, inputs=joints, oracle=oracles.marginal, ask_dtype=True),
        output(
            "three variables",
            points=1,
            inputs=joints_of_three,
            oracle=oracles.marginal,
            means="Of three variables one is summed out; the joint table of the others is left.",
        ),
        property_check(
            "any table",
            points=1,
            visible=False,
            inputs=joints_of_growing_size,
            oracle=oracles.marginal,
        ),
    ),
)


def joints_with_impossible_values(random: np.random.Generator) -> Iterator[Inputs]:
    """A row or a column that never happens, and single entries of 0 elsewhere."""
    for dtype in ("float32", "float64"):
        for axis in (1, 0):
            joint = random_joint(random, (4, 3))
            joint[1, 2] = 0.0
            joint[(2, slice(None)) if axis == 1 else (slice(None), 0)] = 0.0
            yield {"joint": (joint / joint.sum()).astype(dtype), "axis": axis}


def joints_with_unlikely_values(random: np.random.Generator) -> Iterator[Inputs]:
    """A row or a column that hardly ever happens: its conditional is as good as any."""
    for axis, chance in ((1, 1e-9), (0, 1e-9), (1, 1e-40)):
        joint = random_joint(random, (3, 4))
        joint[(1, slice(None)) if axis == 1 else (slice(None), 2)] *= chance
        yield {"joint": joint / joint.sum(), "axis": axis}


def chain_rule(joint: np.ndarray, axis: int) -> dict[str, np.ndarray]:
    """The conditional, and the joint distribution that it was made of."""
    return {
        "output": oracles.conditional(joint, axis),
        "output times the marginal": np.asarray(joint, np.float64),
    }


CONDITIONAL = Question(
    name="conditional",
    ideas=("S2", "S4"),
    hints=(
        "If it rains, only the row of rain counts. By what do you divide its entries, so that they "
        "sum to 1 again?",
        "`keepdims=True` keeps the summed axis with length 1, so that each row (or column) is "
        "divided by its own sum.",
        "0/0 is NaN. Where the sum is 0 all entries are 0, and dividing them by any other number "
        "gives the 0 that is asked for: `ops.where` can put one there.",
    ),
    checks=(
        output("values", points=2, inputs=joints, oracle=oracles.conditional, ask_dtype=True),
        output(
            "impossible values",
            points=1,
            inputs=joints_with_impossible_values,
            oracle=oracles.conditional,
            means="Given something that never happens, the result is 0, and nothing else changes.",
        ),
        output(
            "unlikely values",
            points=1,
            inputs=joints_with_unlikely_values,
            oracle=oracles.conditional,
            means="Given something that hardly ever happens, the result still sums to 1.",
        ),
        property_check(
            "chain rule",
            points=1,
            inputs=joints_of_growing_size,
            oracle=chain_rule,
            probe="conditional_times_marginal",
            shown="conditional(joint, axis), conditional(joint, axis) * marginal",
            means="P(x | y) P(y) is P(x, y) again, for any number of variables.",
        ),
    ),
)


def _product(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """A table of independent variables, no cell of which is near 0."""
    of_x, of_y = (random.uniform(0.7, 1.3, size=size) for size in shape)
    return np.outer(of_x / of_x.sum(), of_y / of_y.sum())


def _shifted(joint: np.ndarray, change: list[list[float]], size: float) -> np.ndarray:
    """Add a change whose rows and columns sum to 0: the marginals stay."""
    table = joint.copy()
    pattern = np.array(change)
    table[: pattern.shape[0], : pattern.shape[1]] += size * pattern
    return table


OFF_THE_DIAGONAL = [[0.0, 1.0, -1.0], [-1.0, 0.0, 1.0], [1.0, -1.0, 0.0]]
BELOW_THE_FIRST_ROW = [[0.0, 0.0, 0.0], [1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]]
MOSTLY_BELOW = [[-1.0, 0.5, 0.5], [0.5, -0.25, -0.25], [0.5, -0.25, -0.25]]
MIRRORED_ROWS = [[1.0, 0.0, -1.0], [-2.0, 0.0, 2.0], [1.0, 0.0, -1.0]]
SQUARE = [[1.0, -1.0], [-1.0, 1.0]]


def _near_the_tolerance(random: np.random.Generator) -> Iterator[tuple[np.ndarray, float]]:
    """Differences of a half and of twice the tolerance, and on one side of 0 only."""
    table = _product(random, (3, 4))
    yield _shifted(table, SQUARE, 0.01), 0.02
    yield _shifted(table, SQUARE, 0.01), 0.005
    yield _shifted(table, MOSTLY_BELOW, 0.02), 0.014
    yield _shifted(table, (-np.array(MOSTLY_BELOW)).tolist(), 0.02), 0.014
    yield _shifted(table, OFF_THE_DIAGONAL, 0.004), 0.005
    yield _shifted(table, SQUARE, 0.003), 0.015
    yield _shifted(table, SQUARE, 0.001), 0.1


def _plain_cases(random: np.random.Generator) -> Iterator[tuple[np.ndarray, float]]:
    """Independent, dependent, with a value that never happens, one block of a large table."""
    yield _product(random, (2, 3)), 1e-5
    yield _product(random, (4, 3)), 1e-3
    yield _shifted(_product(random, (2, 3)), SQUARE, 0.05), 0.02
    yield _shifted(_product(random, (3, 3)), OFF_THE_DIAGONAL, 0.03), 0.01
    yield _shifted(_product(random, (3, 5)), BELOW_THE_FIRST_ROW, 0.02), 0.005
    yield _shifted(_product(random, (4, 3)), MIRRORED_ROWS, 0.015), 0.01
    yield _shifted(_product(random, (3, 4)), SQUARE, 0.03), 1e-4
    yield np.insert(_product(random, (3, 4)), 1, 0.0, axis=0), 1e-5
    yield _shifted(_product(random, (7, 6)), SQUARE, 0.006), 0.0025


def _exactly_at_the_tolerance() -> Iterator[tuple[np.ndarray, float]]:
    """Whole numbers of sixteenths: every sum and product is exact in any floating point."""
    yield np.array([[4.0, 4.0], [4.0, 4.0]]) / 16, 0.0
    yield np.array([[6.0, 2.0], [2.0, 6.0]]) / 16, 0.125


def _far_below_float32(random: np.random.Generator) -> Iterator[Inputs]:
    """In float64, a tolerance that float32, or a relative difference of 1e-5, would hide."""
    table = _product(random, (3, 4))
    yield {"joint": table, "tolerance": 1e-10}
    yield {"joint": _shifted(table, SQUARE, 1e-7), "tolerance": 1e-9}


def _mirrored(random: np.random.Generator) -> np.ndarray:
    """x takes values around 0 in mirrored pairs, and y is a function of x²: uncorrelated."""
    near, far, middle = random.uniform(0.5, 1.0, size=3)
    table = np.zeros((5, 3))
    table[[0, 4], 2], table[[1, 3], 1], table[2, 0] = far, near, 2 * middle
    return table / table.sum()


def _in_any_order(
    random: np.random.Generator, cases: list[tuple[np.ndarray, float]]
) -> Iterator[Inputs]:
    """Shuffled, so that no fixed list of verdicts is right; float32 and float64 in turn."""
    for place, index in enumerate(random.permutation(len(cases))):
        joint, tolerance = cases[index]
        yield {"joint": joint.astype(("float32", "float64")[place % 2]), "tolerance": tolerance}


def plain_tables(random: np.random.Generator) -> Iterator[Inputs]:
    yield from _in_any_order(random, list(_plain_cases(random)))


def tables_near_the_tolerance(random: np.random.Generator) -> Iterator[Inputs]:
    near = [*_near_the_tolerance(random), *_exactly_at_the_tolerance()]
    cases = [*_in_any_order(random, near), *_far_below_float32(random)]
    yield from (cases[index] for index in random.permutation(len(cases)))


def uncorrelated_tables(random: np.random.Generator) -> Iterator[Inputs]:
    """The handout's table, larger ones with and without zeros, and products with and without."""
    third = random.uniform(0.2, 0.3)
    small = np.array([[0.0, third], [1 - 2 * third, 0.0], [0.0, third]])
    cases = [(small, 0.01), (_mirrored(random), 0.01), (_mirrored(random).T, 0.005)]
    table = _mirrored(random)
    cases += [((table + np.outer(table.sum(axis=1), table.sum(axis=0))) / 2, 0.01)]
    cases += [(_product(random, (3, 2)), 0.01), (_product(random, (5, 3)), 0.001)]
    cases += [(np.insert(_product(random, (4, 3)), 2, 0.0, axis=0), 0.001)]
    yield from _in_any_order(random, cases)


IS_INDEPENDENT = Question(
    name="is_independent",
    ideas=("S5",),
    forbidden=("scipy.stats.chi2_contingency",),
    hints=(
        "Which table would the two variables have if they were independent, but had the same "
        "marginals? Compare that table with `joint`.",
        "The marginals as a column (`keepdims=True`) and as a row: their product is a whole table.",
        "Every cell counts, and a cell may be too small as well as too large: what does the "
        "largest absolute difference tell?",
    ),
    checks=(
        output(
            "verdicts",
            points=2,
            inputs=plain_tables,
            oracle=oracles.is_independent,
            probe="verdict",
            shown="is_independent(joint, tolerance)",
            means="Independent: every cell is the product of its row's and its column's sums.",
        ),
        output(
            "uncorrelated but dependent",
            points=1,
            inputs=uncorrelated_tables,
            oracle=oracles.is_independent,
            probe="verdict",
            shown="is_independent(joint, tolerance)",
            means="A correlation of 0 does not make two variables independent.",
        ),
        output(
            "tolerance",
            points=1,
            inputs=tables_near_the_tolerance,
            oracle=oracles.is_independent,
            probe="verdict",
            shown="is_independent(joint, tolerance)",
            means="No cell may be off by more than the tolerance, upwards or downwards.",
        ),
    ),
)
