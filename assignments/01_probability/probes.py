"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from typing import Any

import numpy as np
import tensorflow as tf

from autograder.worker.probes import tensor


def conditional_times_marginal(answer: Any, joint: np.ndarray, axis: int) -> dict[str, Any]:
    """The conditional distribution, and the joint that the chain rule makes of it."""
    output = np.asarray(answer(tensor(joint), axis))
    return {
        "output": output,
        "output times the marginal": output * np.sum(joint, axis=axis, keepdims=True),
    }


def verdict(answer: Any, joint: np.ndarray, tolerance: float) -> dict[str, Any]:
    """Whether a table's variables are said to be independent."""
    return {"output": np.asarray(answer(tensor(joint), tolerance))}


def expectation_is_linear(
    answer: Any, probabilities: np.ndarray, values: np.ndarray, factor: float, offset: float
) -> dict[str, Any]:
    """The expectation of f, and that of factor * f + offset."""
    return {
        "output": answer(tensor(probabilities), tensor(values)),
        "output for factor * values + offset": answer(
            tensor(probabilities), tensor(factor * values + offset)
        ),
    }


# --- drawing samples ---


def _throws(random: np.random.Generator, size: int) -> np.ndarray:
    return random.uniform(-1.0, 1.0, size=(size, 2))


def _chaotic(random: np.random.Generator, size: int) -> np.ndarray:
    """Where x -> 4x(1 - x) is after 12 steps from a random start: deterministic but chaotic."""
    x = np.sin(random.uniform(0.0, np.pi / 2, size=size)) ** 2
    for _ in range(12):
        x = 4 * x * (1 - x)
    return x


WORLDS = {
    "darts": (_throws, lambda d: tf.cast(tf.reduce_sum(d * d, axis=-1) < 1, tf.float64)),
    "square": (lambda random, size: random.uniform(-1.0, 3.0, size=size), lambda d: d * d),
    "chaos": (_chaotic, lambda d: 1 - d),
}
"""How to draw, and the function whose expectation is wanted; the value for each draw."""


def _sampler(world: str, drawn: list[np.ndarray] | None = None) -> Any:
    """Draws that depend on both integers: 10 draws are not the beginning of 20 draws.

    Args:
        drawn: where all draws are added, if they are to be known.
    """
    draw = WORLDS[world][0]

    def sample(num_samples: int, seed: int) -> Any:
        random = np.random.default_rng([int(seed), int(num_samples)])
        draws = draw(random, int(num_samples))
        if drawn is not None:
            drawn.append(draws)
        return tf.convert_to_tensor(draws)

    return sample


def estimates(answer: Any, world: str, num_samples: list[int], seeds: np.ndarray) -> dict[str, Any]:
    """One estimate for each seed, from few draws and from more of them."""
    sample, function = _sampler(world), WORLDS[world][1]
    return {
        f"estimates from {size} draws": np.array(
            [float(answer(sample, function, size, int(seed))) for seed in seeds]
        )
        for size in num_samples
    }


def repeated_estimates(
    answer: Any, world: str, num_samples: int, seeds: np.ndarray
) -> dict[str, Any]:
    """Estimates for some seeds, and how they differ the second time and for other seeds."""
    sample, function = _sampler(world), WORLDS[world][1]

    def run(shift: int) -> np.ndarray:
        found = [float(answer(sample, function, num_samples, int(s) + shift)) for s in seeds]
        return np.array(found)

    first, again, other = run(0), run(0), run(10_007)
    return {
        "estimates": first,
        "difference when repeated": again - first,
        "seeds whose estimate another seed repeats": int(np.sum(other == first)),
    }


def use_of_draws(answer: Any, world: str, num_samples: int, seed: int) -> dict[str, Any]:
    """How many different draws are made, and how far the estimate is from their mean."""
    drawn: list[np.ndarray] = []
    function = WORLDS[world][1]
    estimate = float(answer(_sampler(world, drawn), function, num_samples, seed))
    if not drawn:
        raise ValueError("Expected a call of `sample`. Received: none, so that nothing was drawn.")
    draws = np.unique(np.concatenate(drawn), axis=0)
    mean = float(np.mean(np.asarray(function(tf.convert_to_tensor(draws)))))
    return {
        "number of different draws": len(draws),
        "estimate - mean of the function over these draws": estimate - mean,
    }


def estimate_of_a_constant(
    answer: Any, draw: np.ndarray, power: int, num_samples: int, seed: int
) -> dict[str, Any]:
    """Every draw is the same, so that the estimate is exact: the sum of its powers."""

    def sample(num_samples: int, seed: int) -> Any:
        return tf.convert_to_tensor(np.tile(draw, (int(num_samples), 1)))

    def function(draws: Any) -> Any:
        return tf.reduce_sum(draws**power, axis=-1)

    return {"output": answer(sample, function, num_samples, seed)}


# --- Bayes ---


def posterior_in_two_steps(
    answer: Any, log_prior: np.ndarray, first: np.ndarray, second: np.ndarray
) -> dict[str, Any]:
    """All data at once, and one part after the other: the posterior is the next prior."""
    between = np.log(np.asarray(answer(tensor(log_prior), tensor(first))))
    return {
        "output for all data": answer(tensor(log_prior), tensor(first + second)),
        "output for one part after the other": answer(tensor(between), tensor(second)),
    }


# --- information ---


def information_of_pairs(answer: Any, p: np.ndarray, q: np.ndarray) -> dict[str, Any]:
    """The information of outcomes, and that of two independent ones together."""
    return {"output": answer(tensor(p)), "output for p * q": answer(tensor(p * q))}


def entropy_of_pairs(answer: Any, p: np.ndarray, q: np.ndarray) -> dict[str, Any]:
    """The entropy of two independent variables, and that of their joint distribution."""
    joint = np.outer(p, q).ravel()
    return {
        "output for p": answer(tensor(p)),
        "output for q": answer(tensor(q)),
        "output for all products": answer(tensor(joint)),
    }


def both_ways(answer: Any, p: np.ndarray, q: np.ndarray) -> dict[str, Any]:
    """A quantity of two distributions, in either order, and of each with itself."""
    p, q = tensor(p), tensor(q)
    return {
        "output for (p, q)": answer(p, q),
        "output for (q, p)": answer(q, p),
        "output for (p, p)": answer(p, p),
    }


def gradients_by_logits(
    answer: Any,
    p_logits: np.ndarray,
    cotangent: np.ndarray,
    q_logits: np.ndarray | None = None,
) -> dict[str, Any]:
    """Differentiate by the logits whose softmax are the probabilities."""
    given = {"p_logits": p_logits} | ({} if q_logits is None else {"q_logits": q_logits})
    logits = {name: tensor(value) for name, value in given.items()}
    with tf.GradientTape() as tape:
        tape.watch(list(logits.values()))
        output = answer(*[tf.nn.softmax(value) for value in logits.values()])
        total = tf.reduce_sum(tf.convert_to_tensor(output) * cotangent)
    gradients = tape.gradient(total, logits)
    return {f"gradient of {name}": gradient for name, gradient in gradients.items()}


# --- estimates of parameters ---


def gaussian(answer: Any, x: np.ndarray, **options: Any) -> dict[str, Any]:
    """Mean and variance, which a function returns as a pair."""
    mean, variance = answer(tensor(x), *options.values())
    return {"mean": mean, "variance": variance}


def gaussian_of_changed_units(
    answer: Any, x: np.ndarray, factor: float, offset: float
) -> dict[str, Any]:
    """Mean and variance before and after a change of units."""
    mean, variance = answer(tensor(x))
    new_mean, new_variance = answer(tensor(factor * x + offset))
    return {
        "mean": mean,
        "variance": variance,
        "mean of factor * x + offset": new_mean,
        "variance of factor * x + offset": new_variance,
    }


def gaussian_for_each(
    answer: Any, x: np.ndarray, steps: int, learning_rate: float, size: int
) -> dict[str, Any]:
    """Fit, and predict the same Gaussian ``size`` times: mean and log-variance."""
    mean, variance = answer(tensor(x), steps, learning_rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        row = np.array([float(mean), np.log(float(variance))])
    return {"output": np.tile(row, (size, 1))}


def weights_from_copies(
    answer: Any, x: np.ndarray, y: np.ndarray, prior_precision: float, noise_precision: float
) -> dict[str, Any]:
    """Every sample twice, and every sample once with half the variance of the noise."""
    twice = tensor(np.concatenate([x, x])), tensor(np.concatenate([y, y]))
    return {
        "output for every sample twice": answer(*twice, prior_precision, noise_precision),
        "output for twice the noise_precision": answer(
            tensor(x), tensor(y), prior_precision, 2 * noise_precision
        ),
    }
