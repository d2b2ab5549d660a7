"""The secret processes behind 2.9 to 2.11; datasheets are in ``datasets/``."""

from typing import Any

import numpy as np

Inputs = dict[str, Any]
Data = tuple[Inputs, np.ndarray]

PROCESSES, NUM_SERIES, TIME, BURN_IN = 3, 60, 80, 200
POINTS, CLUMPS = 400, 3
VARIANCES, OTHER_VARIANCES, OTHER_NOISE = (16.0, 8.0, 4.0), (16.0, 12.0, 9.0, 6.0, 4.0), 0.5


def best_denoising(variances: tuple[float, ...], noise: float, entries: int) -> float:
    """Minus the posterior variance of a signal, averaged over its entries."""
    return -sum(noise * v / (v + noise) for v in variances) / entries


def _autoregressive(random: np.random.Generator, coefficients: np.ndarray, window: int) -> Data:
    """Series, and the best forecasts of their next values.

    Args:
        coefficients: of the latest value, the one before it, and so on.
    """
    mean = random.uniform(-3, 3)
    order = len(coefficients)
    noise = random.normal(size=(NUM_SERIES, BURN_IN + TIME))
    values = np.zeros((NUM_SERIES, BURN_IN + TIME))
    for t in range(order, BURN_IN + TIME):
        values[:, t] = values[:, t - order : t][:, ::-1] @ coefficients + noise[:, t]
    series = (values[:, BURN_IN:] + mean).astype("float32")
    best = (series[:, -order:][:, ::-1] - mean) @ coefficients + mean
    return {"series": series, "window": window}, best


def _several(random: np.random.Generator, coefficients: list[np.ndarray], window: int) -> Data:
    """Series of several processes in any order, so that no constants suit them all."""
    order = random.permutation(len(coefficients))
    data = [_autoregressive(random, coefficients[place], window) for place in order]
    series = np.stack([sent["series"] for sent, _ in data])
    return {"series": series, "window": window}, np.stack([best for _, best in data])


def oscillations(random: np.random.Generator) -> Data:
    """Slow, faster and fast noisy oscillations: two past values count, of all in the window."""
    edges = np.linspace(0.4, 2.7, PROCESSES + 1)
    frequencies = random.uniform(edges[:-1], edges[1:])
    radii = random.uniform(0.88, 0.95, size=PROCESSES)
    coefficients = np.stack([2 * radii * np.cos(frequencies), -(radii**2)], axis=1)
    return _several(random, list(coefficients), window=int(random.integers(5, 9)))


def seasons(random: np.random.Generator) -> Data:
    """The oldest value in the window counts most, the latest a little; both signs of the former."""
    window = int(random.integers(7, 11))
    coefficients = np.zeros((PROCESSES, window))
    signs = [1, -1, *random.choice([-1, 1], size=PROCESSES - 2)]
    coefficients[:, -1] = signs * random.uniform(0.4, 0.7, size=PROCESSES)
    latest = random.uniform(0.1, 0.25, size=PROCESSES)
    coefficients[:, 0] = latest * random.choice([-1, 1], size=PROCESSES)
    return _several(random, list(coefficients), window)


def _clumps(random: np.random.Generator, num_samples: int, size: int) -> tuple[Inputs, np.ndarray]:
    """Points in long clumps to learn from, and ``size`` further points of the same clumps."""
    turn = random.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(CLUMPS) / CLUMPS
    centres = 4.0 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    angles = random.uniform(0, np.pi, size=CLUMPS)
    long = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    across = np.stack([-np.sin(angles), np.cos(angles)], axis=1)
    clump = random.integers(CLUMPS, size=POINTS + size)
    first, second = random.normal(size=(2, POINTS + size, 1))
    points = centres[clump] + 1.2 * first * long[clump] + 0.4 * second * across[clump]
    points = points + random.uniform(-5, 5, size=2)
    data = points[:POINTS].astype("float32")
    sent = {"data": data, "num_samples": num_samples, "seed": int(random.integers(1000))}
    return sent, points[POINTS:]


def clumps(random: np.random.Generator) -> Data:
    """The labels are further points of the true distribution."""
    return _clumps(random, num_samples=600, size=1000)


def clumps_to_recite(random: np.random.Generator) -> Data:
    """The labels are the training points, and as many further points of the true distribution."""
    sent, further = _clumps(random, num_samples=300, size=POINTS)
    return sent, np.stack([sent["data"].astype(np.float64), further])


def _signals(
    random: np.random.Generator, shape: tuple[int, int], variances: tuple[float, ...], noise: float
) -> Data:
    """Signals made of a mean and a few smooth shapes, in noise; the labels are clean.

    Args:
        shape: number of signals and of entries.
        variances: of the shapes' weights.
        noise: its variance.
    """
    time = np.linspace(0, 1, shape[1])
    count = len(variances)
    frequencies = random.uniform(0.5, 3.5, size=count)
    waves = np.sin(2 * np.pi * np.outer(time, frequencies) + random.uniform(0, 6, size=count))
    waves = waves + 0.3 * random.normal(size=waves.shape)
    shapes = np.linalg.qr(waves)[0] @ np.linalg.qr(random.normal(size=(count, count)))[0]
    weights = random.normal(size=(shape[0], count)) * np.sqrt(variances)
    mean = 2 * np.cos(2 * np.pi * random.uniform(0.5, 1.5) * time + random.uniform(0, 6))
    clean = mean + weights @ shapes.T
    noisy = clean + np.sqrt(noise) * random.normal(size=clean.shape)
    return {"x_noisy": noisy.astype("float32")}, clean


def signals(random: np.random.Generator) -> Data:
    """Three shapes, in noise of variance 1."""
    return _signals(random, (1000, 24), VARIANCES, 1.0)


def other_signals(random: np.random.Generator) -> Data:
    """Five shapes, longer signals, less noise."""
    return _signals(random, (800, 40), OTHER_VARIANCES, OTHER_NOISE)
