"""From effects to hidden causes: posterior (1.6)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def _log_prior(random: np.random.Generator, size: int) -> np.ndarray:
    """Far from uniform, so that it matters."""
    weights = random.permutation(np.geomspace(1.0, 8.0, size)) * random.uniform(0.8, 1.2, size)
    return np.log(weights / weights.sum())


def few_observations(random: np.random.Generator) -> Iterator[Inputs]:
    """One experiment, and several at once; log-likelihoods of ordinary size."""
    for dtype in ("float32", "float64"):
        for shape in ((2,), (5,), (3, 4), (6, 2)):
            yield {
                "log_prior": _log_prior(random, shape[-1]).astype(dtype),
                "log_likelihood": random.normal(-4.0, 1.5, size=shape).astype(dtype),
            }


def _coins(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """How often each of two coins falls on heads, and how likely each is to be taken."""
    heads = np.array([random.uniform(0.35, 0.45), random.uniform(0.55, 0.65)])
    first = random.uniform(0.7, 0.9)
    return heads, np.array([first, 1 - first])


def tosses_of_a_hidden_coin(random: np.random.Generator) -> Iterator[Inputs]:
    """In each experiment one of two coins is taken unseen, and tossed some times."""
    for num_experiments, num_tosses in ((1, 1), (3, 5), (7, 20)):
        heads, prior = _coins(random)
        taken = random.choice(2, p=prior, size=num_experiments)
        counts = random.binomial(num_tosses, heads[taken])[:, None]
        log_likelihood = counts * np.log(heads) + (num_tosses - counts) * np.log(1 - heads)
        yield {"log_prior": np.log(prior), "log_likelihood": log_likelihood}


def thousand_throws(random: np.random.Generator) -> Iterator[Inputs]:
    """Dice that are loaded a little, 1,000 throws each: likelihoods of about e^-1790.

    The last batch has rows of 1,000 and of 20,000 throws, far apart.
    """
    several = [1000, 20_000, 3000]
    for dtype, throws in (("float64", [1000]), ("float32", [1000]), ("float64", several)):
        faces = random.uniform(0.97, 1.03, size=(4, 6))
        faces /= faces.sum(axis=1, keepdims=True)
        counts = np.array([random.multinomial(n, faces[random.integers(4)]) for n in throws])
        log_likelihood = counts @ np.log(faces).T
        yield {
            "log_prior": _log_prior(random, 4).astype(dtype),
            "log_likelihood": log_likelihood.astype(dtype),
        }


def impossible_hypotheses(random: np.random.Generator) -> Iterator[Inputs]:
    """Ruled out by the prior, or by the data; another one in each row.

    Then the prior rules out the hypothesis for which the data speak by far the most. At last there
    are billions of observations, and still -inf is less.
    """
    log_prior = _log_prior(random, 4)
    log_prior[random.integers(2)] = -np.inf
    yield {"log_prior": log_prior, "log_likelihood": random.normal(-300.0, 1.0, size=4)}
    log_likelihood = random.normal(-900.0, 1.0, size=(3, 4))
    log_likelihood[np.arange(3), random.permutation(3)] = -np.inf
    yield {"log_prior": _log_prior(random, 4), "log_likelihood": log_likelihood}
    log_prior, log_likelihood = _log_prior(random, 4), random.normal(-1900.0, 1.0, size=(3, 4))
    log_prior[2], log_likelihood[:, 2] = -np.inf, random.normal(-900.0, 1.0, size=3)
    yield {"log_prior": log_prior, "log_likelihood": log_likelihood}
    log_likelihood = random.permutation([-np.inf, -3e9, -4e9, -5e9]) * random.uniform(1.0, 2.0)
    yield {"log_prior": _log_prior(random, 4), "log_likelihood": log_likelihood}


def data_in_two_parts(random: np.random.Generator) -> Iterator[Inputs]:
    """Log-likelihoods of two parts of the data."""
    for size in range(2, 10):
        yield {
            "log_prior": _log_prior(random, size),
            "first": random.normal(-30.0, 1.0, size=size),
            "second": random.normal(-50.0, 1.0, size=size),
        }


def all_at_once(
    log_prior: np.ndarray, first: np.ndarray, second: np.ndarray
) -> dict[str, np.ndarray]:
    """Both ways give the posterior of all the data."""
    expected = oracles.posterior(log_prior, first + second)
    return {"output for all data": expected, "output for one part after the other": expected}


POSTERIOR = Question(
    name="posterior",
    ideas=("S1", "S7"),
    hints=(
        "Bayes' rule multiplies the likelihood and the prior. What does that become in logarithms?",
        "Which axis holds the hypotheses? The beliefs of each experiment sum to 1.",
        "e^-1790 is 0. Before you take exponentials, bring the largest number of each row to 0: "
        "what may be subtracted from all of them without changing the fraction?",
    ),
    checks=(
        output(
            "values", points=2, inputs=few_observations, oracle=oracles.posterior, ask_dtype=True
        ),
        output(
            "two coins",
            points=1,
            inputs=tosses_of_a_hidden_coin,
            oracle=oracles.posterior,
            means="Which of two coins was tossed is hidden: its tosses and the prior tell.",
        ),
        output(
            "1,000 observations",
            points=1,
            inputs=thousand_throws,
            oracle=oracles.posterior,
            relative=1e-3,  # the spacing of float32 at -1790 is 1e-4
            means="The likelihood of much data is too small for a floating-point number.",
        ),
        output(
            "impossible hypotheses",
            points=1,
            inputs=impossible_hypotheses,
            oracle=oracles.posterior,
            means="A hypothesis whose log-prior or log-likelihood is -inf gets probability 0.",
        ),
        property_check(
            "one part after the other",
            points=1,
            visible=False,
            inputs=data_in_two_parts,
            oracle=all_at_once,
            probe="posterior_in_two_steps",
            shown="posterior(log(posterior(log_prior, first)), second)",
            means="The posterior after some of the data is the prior for the rest.",
        ),
    ),
)
