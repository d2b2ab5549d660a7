"""A greedy method: the question best_of_restarts (4.8)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, training
from autograder.questions.question import Question

from . import model_oracles

Inputs = dict[str, Any]

SHOWN = "best_of_restarts(cost, starts, learning_rate, steps)"
NUM_PARAMETERS = 9
RATE = 13 / 128  # exact in float32, as all learning rates here: Keras's optimizers keep it so


def _turned(random: np.random.Generator, dimensions: int) -> np.ndarray:
    """A random rotation, so that no entry of theta is a direction of its own."""
    q, _ = np.linalg.qr(random.normal(size=(dimensions, dimensions)))
    return np.asarray(q)


def _valleys(
    random: np.random.Generator, starts: np.ndarray, *, dtype: str = "float64", **options: Any
) -> Inputs:
    """A landscape with valleys near w = ±1 in each direction, and starts given as rows of w."""
    dimensions = starts.shape[1]
    transform = _turned(random, dimensions)
    tilts = random.choice([-1.0, 1.0], dimensions) * random.uniform(0.15, 0.5, dimensions)
    case = {
        "transform": transform,
        "heights": random.uniform(0.9, 1.2, dimensions),
        "tilts": tilts,
        "starts": starts @ transform,  # w = transform · θ, and the transform is orthogonal
        "learning_rate": RATE,
        "steps": 14,
    } | options
    arrays = {name: v.astype(dtype) for name, v in case.items() if isinstance(v, np.ndarray)}
    return case | arrays


def _scattered(random: np.random.Generator, count: int, dimensions: int) -> np.ndarray:
    """Starts well away from the ridges."""
    sizes = random.uniform(0.5, 1.4, size=(count, dimensions))
    return np.asarray(sizes * random.choice([-1.0, 1.0], size=sizes.shape))


def scattered_starts(random: np.random.Generator) -> Iterator[Inputs]:
    """Some starts in one dimension to four, in two dtypes; a few steps and many.

    At last steps so long that each takes the cost further up, away from a minimum.
    """
    for dtype in ("float64", "float32"):
        for count, dimensions, steps in ((3, 2, 3), (4, 1, 14), (4, 3, 14), (3, 4, 1)):
            starts = _scattered(random, count, dimensions)
            rate = RATE if steps > 3 else 1 / 32  # a few short steps end far from any minimum
            yield _valleys(random, starts, dtype=dtype, steps=steps, learning_rate=rate)
    minima = np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
    starts = minima + random.uniform(0.01, 0.03, size=(3, 2))
    yield _landscape((1.0, 1.1), 0.0, *starts, transform=np.eye(2), learning_rate=19 / 64, steps=4)


def misleading_starts(random: np.random.Generator) -> Iterator[Inputs]:
    """The deepest valley is reached from the highest start, which stands anywhere."""
    for place, dimensions in ((0, 2), (1, 3), (2, 2)):
        tilts = random.uniform(0.25, 0.5, dimensions)  # deeper where w is negative
        starts = random.uniform(0.8, 1.05, size=(3, dimensions))
        starts[1, 0] *= -1.0
        starts[0] = -random.uniform(1.45, 1.55, size=dimensions)
        yield _valleys(random, np.roll(starts, place, axis=0), tilts=tilts)


def diverging_starts(random: np.random.Generator) -> Iterator[Inputs]:
    """One descent overflows and ends as NaN; it stands first, in the middle or last.

    In the last case of these, all other costs are above 0. Then one ends as minus infinity.
    """
    for place, options in ((0, {}), (1, {}), (2, {}), (1, {"tilts": np.zeros(2), "steps": 8})):
        starts = _scattered(random, 3, 2)
        starts[place] = random.uniform(30, 40, size=2)
        yield _valleys(random, starts, **options)
    for place in (1, 0):
        yield _bottomless(random, place)


def _bottomless(random: np.random.Generator, place: int) -> Inputs:
    """Hills without a valley between them and the abyss: one descent ends at minus infinity.

    After four steps it is so far away that the cost overflows, and theta does not yet.
    """
    starts = random.uniform(0.2, 0.5, size=(3, 2)) * random.choice([-1.0, 1.0], size=(3, 2))
    starts[place] = random.uniform(30, 40, size=2)
    heights = -random.uniform(0.9, 1.2, 2)
    return _valleys(random, starts, heights=heights, tilts=np.zeros(2), steps=4)


def _landscape(
    heights: tuple[float, float], tilt: float, *starts: Any, steps: int = 16, **options: Any
) -> Inputs:
    """With θ = (a, b), w = (a + b, a - b): starts with a + b = 0 stay on the ridge exactly."""
    return {
        "transform": np.array([[1.0, 1.0], [1.0, -1.0]]),
        "heights": np.array(heights),
        "tilts": np.array([0.0, tilt]),
        "starts": np.array(starts),
        "learning_rate": RATE / 2,
        "steps": steps,
    } | options


def _almost_there(random: np.random.Generator, low: float, high: float) -> Inputs:
    """Ends near a minimum, where both entries of the gradient are `low` to `high` times SMALL."""
    height, steps, learning_rate = 1.0, 3, RATE / 2
    curvature = 8 * height  # of height · (w² - 1)² at w = ±1
    slope = 1e-3 * random.uniform(low, high, size=2)
    away = slope / curvature / (1 - learning_rate * curvature) ** steps
    start = random.choice([-1.0, 1.0], 2) * (1 + away)
    return _landscape((height, height), 0.0, start, transform=np.eye(2), steps=steps)


def saddles(random: np.random.Generator) -> Iterator[Inputs]:
    """Ends on a saddle, on a maximum, in a minimum, on the way; some saddles look like minima.

    One ends in a valley so flat that an eigenvalue is positive, but not above SMALL. Two end close
    to a minimum: the norm of the gradient is below SMALL, or only its largest entry is.
    """
    near, far = random.uniform(0.35, 0.45), random.uniform(0.55, 0.65)
    high, low = (0.6, random.uniform(0.1, 0.2)), (0.5, random.uniform(0.0, 0.1))
    ridge = (near, -near), (far, -far)
    axes = np.eye(2)
    flat = random.uniform(0.9, 1.1)
    cases = [
        _landscape((0.8, 1.2), 0.3, *ridge),
        _landscape((2.5, 0.9), 0.3, *ridge),
        _landscape(
            (1.1, 1.0),
            0.3,
            (0.0, 1.2 * far),
            (0.0, 2 * far),
            transform=axes,
            learning_rate=RATE,
        ),
        _landscape((1.0, 0.8), 0.0, (0.0, 0.0), (0.0, 0.0), steps=3),
        _landscape((0.8, 1.1), 0.3, high, low),
        _landscape((1.1, 0.8), 0.3, low, high, steps=3),
        _landscape((1.1, 0.9), 0.3, (near, -near), high),
        _landscape((1.0, 3e-5), 0.0, ((1.1 + flat) / 2, (1.1 - flat) / 2)),
        _almost_there(random, 0.6, 0.65),
        _almost_there(random, 0.8, 0.9),
    ]
    for index in random.permutation(len(cases)):
        yield cases[index]


def more_valleys(random: np.random.Generator) -> Iterator[Inputs]:
    """More starts and dimensions."""
    for count, dimensions in ((6, 2), (5, 5)):
        yield _valleys(random, _scattered(random, count, dimensions))


def exclusive_or(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Four blobs, those that face each other alike, and four starts of a tiny network.

    From a random start one descent in three gets there. One of the four begins in the right
    valley, though far up in it. The last start is all zeros, which is a saddle point.
    """
    points = random.normal(size=(1200, 2))
    points += 1.2 * np.sign(points)
    labels = (points[:, 0] * points[:, 1] > 0).astype(np.int64)
    angle = random.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    x = points @ turn
    across = np.outer(np.ones(2) @ turn, [1, 1]).ravel()
    right = 0.4 * np.concatenate([across, [-2, 2, 2, -2, 1]])
    starts = random.normal(scale=1.5, size=(4, NUM_PARAMETERS))
    starts[random.integers(3)] = right + random.normal(scale=0.2, size=NUM_PARAMETERS)
    starts[-1] = 0.0
    sent = {
        "x": x[:200],
        "y": labels[:200].astype(np.float64),
        "starts": starts,
        "x_new": x[200:],
        "learning_rate": 1.0,
        "steps": 60,
    }
    return sent, labels[200:]


BEST_OF_RESTARTS = Question(
    name="best_of_restarts",
    ideas=("E4", "J5"),
    forbidden=("keras.optimizers.*", "scipy.optimize.*"),
    hints=(
        "Two loops: over the starts, and over the steps from each. What do you have to remember "
        "from one start to the next?",
        "Compare the costs at the ends. With a best cost of infinity to begin with, an end with "
        "a NaN never wins, since `nan < inf` is false; `argmin` would choose it.",
        "At the end that you keep: how long is the gradient, and which sign has the smallest "
        "eigenvalue of the Hessian?",
        "`np.linalg.eigvalsh(hessian(cost, theta))` gives all eigenvalues. Every one of them has "
        "to be above `SMALL`.",
    ),
    checks=(
        output(
            "the best end",
            points=2,
            inputs=scattered_starts,
            oracle=model_oracles.restarts,
            probe="restarts",
            absolute=1e-5,
            shown=SHOWN,
            means="Exactly `steps` steps from every start; the end with the smallest cost.",
        ),
        output(
            "misleading starts",
            points=1,
            inputs=misleading_starts,
            oracle=model_oracles.restarts,
            probe="restarts",
            absolute=1e-5,
            shown=SHOWN,
            means="A high start may lead to a deep valley.",
        ),
        output(
            "minimum or saddle",
            points=2,
            inputs=saddles,
            oracle=model_oracles.restarts,
            probe="restarts",
            absolute=1e-5,
            shown=SHOWN,
            means="A minimum: the gradient's norm is below SMALL, and every eigenvalue of the "
            "Hessian above it.",
        ),
        output(
            "diverging starts",
            points=1,
            inputs=diverging_starts,
            oracle=model_oracles.restarts,
            probe="restarts",
            absolute=1e-5,
            shown=SHOWN,
            means="A descent that ends as NaN or infinite does not count.",
        ),
        output(
            "more valleys",
            points=1,
            visible=False,
            inputs=more_valleys,
            oracle=model_oracles.restarts,
            probe="restarts",
            absolute=1e-5,
            shown=SHOWN,
        ),
        training(
            "training",
            points=1,
            visible=False,
            data=exclusive_or,
            probe="fit_with_restarts",
            metric="accuracy",
            best_possible=1.0,
            shown=SHOWN,
            means="A network with two hidden units learns an exclusive or, if it starts well.",
        ),
    ),
)
