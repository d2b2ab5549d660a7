"""A step that knows the curvature: the question newton_step (7.8)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import special

from autograder.checks.check import output, property_check, structure, training
from autograder.questions.question import Question

Inputs = dict[str, Any]

NUM_STEPS = 8
NUM_FEATURES = 6


def curved(random: np.random.Generator, curvatures: np.ndarray) -> np.ndarray:
    """A symmetric matrix with these eigenvalues, its axes turned at random."""
    axes, _ = np.linalg.qr(random.normal(size=(len(curvatures), len(curvatures))))
    matrix = (axes * curvatures) @ axes.T
    return np.asarray((matrix + matrix.T) / 2)


def bowls(random: np.random.Generator) -> Iterator[Inputs]:
    """Quadratic costs with one minimum, flat and steep, near and far, of one to six parameters.

    In the last, in tiny units, a damping that does not follow the units is far too large.
    """
    cases = ((1, 1, 3), (2, 1, 3), (3, 100, 3), (4, 0.01, 100), (6, 5, 30), (2, 1e-7, 3))
    for size, scale, far in cases:
        yield {
            "hessian": curved(random, scale * random.uniform(0.3, 4.0, size)),
            "slope": scale * random.normal(size=size),
            "theta": far * random.normal(size=size),
        }


def saddles(random: np.random.Generator) -> Iterator[Inputs]:
    """Quadratic costs that curve upwards in some directions and downwards in others."""
    for signs in ((-1, 1), (1, -1, 1), (-1, 1, -1, -1, 1)):
        size = len(signs)
        yield {
            "hessian": curved(random, np.array(signs) * random.uniform(0.5, 3.0, size)),
            "slope": random.normal(size=size),
            "theta": 2 * random.normal(size=size),
        }


def stationary_point(hessian: np.ndarray, slope: np.ndarray, **_: Any) -> np.ndarray:
    """Where the gradient H theta - slope is 0."""
    return np.linalg.solve(hessian, slope)


def valleys(random: np.random.Generator) -> Iterator[Inputs]:
    """Quadratic costs with flat directions.

    In the first of each pair a parameter has no effect; in the second, two of them act by their
    sum alone. The matrices are singular without any rounding. The last pair are ridges: no entry
    is positive.
    """
    for size, sign in ((2, 1), (4, 1), (1, -1)):
        core = curved(random, sign * random.uniform(0.5, 3.0, size))
        for columns in (np.eye(size, size + 1), np.eye(size)[:, [0, *range(size)]]):
            yield {
                "hessian": columns.T @ core @ columns,
                "slope": columns.T @ random.normal(size=size),
                "theta": random.normal(size=size + 1),
            }


def bottom_of_the_valley(
    hessian: np.ndarray, slope: np.ndarray, theta: np.ndarray
) -> dict[str, np.ndarray]:
    """The least step to where the gradient is 0: none in a flat direction."""
    gradient = hessian @ theta - slope
    return {"output": theta - np.linalg.pinv(hessian, rcond=1e-9, hermitian=True) @ gradient}


def classifications(random: np.random.Generator) -> Iterator[Inputs]:
    """The cost of logistic regression, with a weight decay, away from its minimum."""
    for samples, size in ((7, 2), (9, 3), (8, 5)):
        yield {
            "x": random.normal(size=(samples, size)),
            "signs": random.choice([-1.0, 1.0], samples),
            "decay": float(random.uniform(0.1, 0.3)),
            "theta": 0.7 * random.normal(size=size),
        }


def logistic_step(
    x: np.ndarray, signs: np.ndarray, decay: float, theta: np.ndarray
) -> dict[str, np.ndarray]:
    """Gradient and Hessian of mean log(1 + exp(-sign x theta)) + decay |theta|^2 / 2 on paper."""
    wrong = special.expit(-signs * (x @ theta))
    gradient = -(signs * wrong) @ x / len(x) + decay * theta
    hessian = (x.T * (wrong * (1 - wrong))) @ x / len(x) + decay * np.eye(len(theta))
    return {"output": theta - np.linalg.solve(hessian, gradient)}


def without_inverse(**arguments: np.ndarray) -> dict[str, Any]:
    nothing_made = {"makes an inverse matrix": False, "solves for more than one column": False}
    return {"output": stationary_point(**arguments)} | nothing_made


def two_groups(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Samples of a logistic model whose features are correlated and in unequal units."""
    units = 10 ** random.permutation(np.linspace(-1, 1, NUM_FEATURES))
    mixing = curved(random, random.uniform(0.4, 2.0, NUM_FEATURES))
    features = random.normal(size=(4_500, NUM_FEATURES)) @ mixing
    true = random.normal(size=NUM_FEATURES)
    true *= 3.0 / np.std(features @ true)
    labels = (random.uniform(size=len(features)) < special.expit(features @ true)).astype(int)
    x = features * units
    sent = {"x": x[:500], "y": labels[:500].astype("float64"), "x_new": x[500:]}
    return sent | {"num_steps": NUM_STEPS}, labels[500:]


def best_log_likelihood() -> float:
    """The mean log-probability of the label under the true model: its logits are normal."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    p = special.expit(3.0 * nodes)
    entropy = special.entr(p) + special.entr(1 - p)
    return float(-np.sum(weights * entropy) / np.sum(weights))


NEWTON_STEP = Question(
    name="newton_step",
    ideas=("J8",),
    forbidden=(
        "scipy.optimize.*",
        "scipy.optimize.minimize",
        "scipy.optimize.newton",
        "scipy.optimize.root",
        "scipy.optimize.fsolve",
    ),
    hints=(
        "Set the gradient of the quadratic model, g + H d, to 0. Which d solves this, and to "
        "where does it lead?",
        "`ops.solve(matrix, vector)` finds d in H d = g without computing the inverse of H.",
        "`ops.eye(n, dtype=…)` has ones on the diagonal. Multiplied by something tiny against "
        "the largest entry of H, it makes a singular H solvable and changes any other next to "
        "nothing.",
    ),
    checks=(
        property_check(
            "one step to the minimum",
            points=2,
            inputs=bowls,
            oracle=lambda **arguments: {"output": stationary_point(**arguments)},
            probe="newton_on_a_quadratic",
            ask_dtype=True,
            relative=1e-5,
            absolute=1e-5,
            means="From anywhere, one step solves a quadratic cost.",
            shown="newton_step(cost, theta)",
        ),
        output(
            "any smooth cost",
            points=1,
            inputs=classifications,
            oracle=logistic_step,
            probe="newton_on_logistic_regression",
            relative=1e-5,
            absolute=1e-5,
            means="Gradient and Hessian are those of the cost at theta.",
            shown="newton_step(cost, theta)",
        ),
        property_check(
            "saddle point",
            points=1,
            inputs=saddles,
            oracle=lambda **arguments: {"output": stationary_point(**arguments)},
            probe="newton_on_a_quadratic",
            relative=1e-5,
            absolute=1e-5,
            means="The step leads to where the gradient is 0, though it is no minimum.",
            shown="newton_step(cost, theta)",
        ),
        property_check(
            "singular Hessian",
            points=1,
            inputs=valleys,
            oracle=bottom_of_the_valley,
            probe="newton_in_a_valley",
            relative=1e-4,
            absolute=1e-4,
            means="Down to the bottom where the cost is curved, no step where it is flat.",
            shown="newton_step(cost, theta)",
        ),
        structure(
            "solves, does not invert",
            points=1,
            inputs=bowls,
            expect=without_inverse,
            probe="newton_without_inverse",
            relative=1e-5,
            absolute=1e-5,
            means="The linear equations are solved; no inverse of the Hessian is made.",
            shown="newton_step(cost, theta)",
        ),
        training(
            "logistic regression",
            points=2,
            data=two_groups,
            probe="newton_trained",
            metric="mean_log_likelihood",
            best_possible=best_log_likelihood(),
            means=f"{NUM_STEPS} steps fit a logistic regression whose features have unequal units.",
            shown="for _ in range(8): theta = newton_step(cost, theta)",
        ),
    ),
)
