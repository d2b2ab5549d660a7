"""Averages, exact and estimated: expectation, monte_carlo_expectation (1.4 and 1.5)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.checks.expectations import Between
from autograder.checks.statistics import mean_near, normal_deviation_near
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def _distribution(random: np.random.Generator, size: int) -> np.ndarray:
    return random.dirichlet(np.full(size, 0.8))


def lotteries(random: np.random.Generator) -> Iterator[Inputs]:
    """A few outcomes, values of both signs and several scales."""
    for dtype in ("float32", "float64"):
        for size, scale in ((2, 1.0), (3, 10.0), (7, 0.1)):
            yield {
                "probabilities": _distribution(random, size).astype(dtype),
                "values": random.normal(scale, scale, size=size).astype(dtype),
            }


def lotteries_with_certain_prizes(random: np.random.Generator) -> Iterator[Inputs]:
    """One outcome that is certain, at any place, or a value that all outcomes share."""
    for size in (1, 4, 6):
        certain = np.eye(size)[random.integers(size)]
        yield {"probabilities": certain, "values": random.normal(3.0, 1.0, size=size)}
    shared = np.full(5, random.uniform(2.0, 4.0))
    yield {"probabilities": _distribution(random, 5), "values": shared}


def lotteries_to_change(random: np.random.Generator) -> Iterator[Inputs]:
    """Growing lotteries, with a factor and an offset for all prizes."""
    for size in (1, 2, 5, 20, 100):
        yield {
            "probabilities": _distribution(random, size),
            "values": random.normal(size=size),
            "factor": float(random.uniform(-3.0, -1.0)),
            "offset": float(random.uniform(1.0, 5.0)),
        }


def changed_expectation(
    probabilities: np.ndarray, values: np.ndarray, factor: float, offset: float
) -> dict[str, np.ndarray]:
    """E[a f + b] = a E[f] + b."""
    expected = oracles.expectation(probabilities, values)
    return {"output": expected, "output for factor * values + offset": factor * expected + offset}


EXPECTATION = Question(
    name="expectation",
    ideas=("S1", "S6"),
    forbidden=("numpy.average",),
    hints=(
        "The lottery of the text pays 100 with probability 0.01: which two numbers make its "
        "expectation of 1?",
        "An outcome that comes twice as often counts twice as much. Weigh each value, then add.",
        "The weights sum to 1, so there is nothing left to divide by.",
    ),
    checks=(
        output("values", points=2, inputs=lotteries, oracle=oracles.expectation, ask_dtype=True),
        output(
            "certain prizes",
            points=1,
            inputs=lotteries_with_certain_prizes,
            oracle=oracles.expectation,
            means="Where only one value can come, it is the expectation.",
        ),
        property_check(
            "linearity",
            points=1,
            inputs=lotteries_to_change,
            oracle=changed_expectation,
            probe="expectation_is_linear",
            shown="expectation(probabilities, values)",
            means="The expectation of a f(x) + b is a times that of f(x), plus b.",
        ),
    ),
)

NUM_SEEDS = 50
FEW_TO_MANY = [9, 36, 144]

MOMENTS = {
    "darts": (np.pi / 4, np.sqrt(np.pi / 4 * (1 - np.pi / 4))),
    "square": (7 / 3, np.sqrt(12.2 - 49 / 9)),
    "chaos": (1 / 2, np.sqrt(1 / 8)),
}
"""Mean and standard deviation of the function's values, in closed form."""

FALSE_ALARM = 2e-10
"""For each of 22 bounds. The estimates are only nearly normal: of nine darts, the worst, a right
answer's mean misses its bound six times as often; all bounds together still get less than 1e-8."""


def _estimates_near(world: str, num_samples: int, shape: tuple[int, ...]) -> list[Between]:
    """Where the mean and the spread of honest estimates lie."""
    centre, deviation = MOMENTS[world]
    each = float(deviation / np.sqrt(num_samples))
    return [
        mean_near(float(centre), each, shape, FALSE_ALARM),
        normal_deviation_near(each, shape, FALSE_ALARM),
    ]


def _seeds(random: np.random.Generator, count: int) -> np.ndarray:
    """Far apart, so that an answer may count up from each of them."""
    return random.permutation(1000)[:count] * 100_000 + random.integers(1000, size=count)


def worlds(random: np.random.Generator) -> Iterator[Inputs]:
    """Three ways to draw: in two dimensions, with a curved function, and by chaos."""
    for world in ("square", "darts", "chaos"):
        yield {"world": world, "num_samples": [64], "seeds": _seeds(random, NUM_SEEDS)}


def more_and_more_draws(random: np.random.Generator) -> Iterator[Inputs]:
    """Four times the draws, twice over."""
    for world in ("chaos", "darts"):
        yield {"world": world, "num_samples": FEW_TO_MANY, "seeds": _seeds(random, NUM_SEEDS)}


def spread_of_estimates(
    world: str, num_samples: list[int], seeds: np.ndarray
) -> dict[str, list[Between]]:
    """Right on average, and as far off as σ / √n says."""
    return {
        f"estimates from {size} draws": _estimates_near(world, size, seeds.shape)
        for size in num_samples
    }


def one_world_twice(random: np.random.Generator) -> Iterator[Inputs]:
    """A world whose values are no whole numbers: two seeds don't agree by chance."""
    for world in ("square", "chaos"):
        yield {"world": world, "num_samples": 40, "seeds": _seeds(random, 50)}


def repeatable(world: str, num_samples: int, seeds: np.ndarray) -> dict[str, Any]:
    """Estimates that are right, that depend on the seed, and on nothing else."""
    return {
        "estimates": _estimates_near(world, num_samples, seeds.shape),
        "difference when repeated": np.zeros(seeds.shape),
        "seeds whose estimate another seed repeats": 0,
    }


def draws_to_count(random: np.random.Generator) -> Iterator[Inputs]:
    """A single draw, and more of them; at last so many that chunks of any usual size leave some."""
    sizes = (("square", 1), ("chaos", 7), ("darts", 40), ("square", 64), ("chaos", 1237))
    for world, num_samples in sizes:
        seed = int(random.integers(10_000))
        yield {"world": world, "num_samples": num_samples, "seed": seed}


def each_draw_once(num_samples: int, **_: Any) -> dict[str, Any]:
    """As many draws as were asked for, and their plain mean."""
    return {
        "number of different draws": num_samples,
        "estimate - mean of the function over these draws": np.asarray(0.0),
    }


def constant_draws(random: np.random.Generator) -> Iterator[Inputs]:
    """Draws that are all alike, and a function that is not linear.

    Seed and number stay while the function changes: an estimate belongs to its function.
    """
    seed = int(random.integers(10_000))
    for size, power, num_samples in ((1, 1, 1), (1, 2, 2), (2, 2, 7), (3, 3, 7), (3, 3, 50)):
        yield {
            "draw": random.uniform(1.0, 2.0, size=size),
            "power": power,
            "num_samples": num_samples,
            "seed": seed,
        }


def value_of_the_draw(draw: np.ndarray, power: int, **_: Any) -> np.ndarray:
    return np.asarray(np.sum(draw**power))


MONTE_CARLO_EXPECTATION = Question(
    name="monte_carlo_expectation",
    ideas=("S1", "S6"),
    hints=(
        "In which order: draw, average, apply the function? Two of the orders are wrong.",
        "`sample` wants two arguments: how many draws, and the seed. One call gives all of them.",
        "A sample of a distribution needs no weights: what is likely comes often by itself.",
    ),
    checks=(
        output(
            "one value only",
            points=1,
            inputs=constant_draws,
            oracle=value_of_the_draw,
            probe="estimate_of_a_constant",
            shown="monte_carlo_expectation(sample, function, num_samples, seed)",
            means="Where every draw is the same, the estimate is its function's value, exactly.",
        ),
        output(
            "right on average",
            points=1,
            inputs=worlds,
            oracle=spread_of_estimates,
            probe="estimates",
            shown="monte_carlo_expectation(sample, function, num_samples, seed)",
            means="Mean and standard deviation of 50 estimates, each from another seed. Right "
            "answers miss these bounds less than once in 100 million runs.",
        ),
        output(
            "every draw counts once",
            points=1,
            inputs=draws_to_count,
            oracle=each_draw_once,
            probe="use_of_draws",
            absolute=1e-5,  # an estimate in float32 is as good
            shown="monte_carlo_expectation(sample, function, num_samples, seed)",
            means="The estimate is the mean over `num_samples` different draws, neither more nor "
            "fewer, all with the same weight.",
        ),
        property_check(
            "error falls as 1/√n",
            points=1,
            inputs=more_and_more_draws,
            oracle=spread_of_estimates,
            probe="estimates",
            shown="monte_carlo_expectation(sample, function, num_samples, seed)",
            means="With four times the draws the estimates scatter half as much. Right answers "
            "miss these bounds less than once in 100 million runs.",
        ),
        output(
            "same seed, same estimate",
            points=1,
            inputs=one_world_twice,
            oracle=repeatable,
            probe="repeated_estimates",
            shown="monte_carlo_expectation(sample, function, num_samples, seed)",
            means="The seed, and nothing else, decides which draws are made. Right answers miss "
            "the bounds less than once in 100 million runs.",
        ),
    ),
)
