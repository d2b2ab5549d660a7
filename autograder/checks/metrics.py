"""Metrics of training checks, by name. Higher is better for all of them.

Each takes the labels and the predictions as arrays and returns a finite float, or raises
``ValueError`` that says which shape was expected.
"""

from collections.abc import Callable

import numpy as np

Metric = Callable[[np.ndarray, np.ndarray], float]


def _require_shape(predictions: np.ndarray, shape: tuple[int | None, ...]) -> None:
    fits = predictions.ndim == len(shape) and all(
        wanted is None or wanted == got
        for wanted, got in zip(shape, predictions.shape, strict=False)
    )
    if not fits:
        wanted_text = tuple("any" if size is None else size for size in shape)
        raise ValueError(
            f"Expected predictions of shape {wanted_text}. Received: {predictions.shape}"
        )


def _require_columns(labels: np.ndarray, predictions: np.ndarray) -> None:
    """A row for each label and, at least, a column for each class."""
    _require_shape(predictions, (len(labels), None))
    if labels.max() >= predictions.shape[1]:
        raise ValueError(
            f"Expected a column for each of {labels.max() + 1} classes. "
            f"Received: {predictions.shape[1]} columns"
        )


def _require_probabilities(predictions: np.ndarray) -> None:
    if not np.allclose(predictions.sum(axis=1), 1.0, atol=1e-3) or predictions.min() < 0:
        raise ValueError("Expected rows of probabilities: none negative, each row's sum 1.")


def accuracy(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Share of rows whose largest entry stands at the label; labels ``(n,)`` integers.

    A row of equal entries chooses nothing, and counts as wrong.
    """
    _require_columns(labels, predictions)
    chosen = predictions.argmax(axis=1) == labels
    decided = (predictions == predictions.max(axis=1, keepdims=True)).sum(axis=1) == 1
    return float(np.mean(chosen & decided))


def mean_log_likelihood(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Mean natural logarithm of the probability given to each label; rows must sum to 1."""
    _require_columns(labels, predictions)
    _require_probabilities(predictions)
    chosen = predictions[np.arange(len(labels)), labels]
    return float(np.mean(np.log(np.maximum(chosen, 1e-12))))


def gaussian_log_likelihood(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Mean log density in nats of labels ``(n,)`` under ``(n, 2)``: mean and log-variance."""
    _require_shape(predictions, (len(labels), 2))
    mean, log_variance = predictions[:, 0], np.clip(predictions[:, 1], -50, 50)
    squared = (labels - mean) ** 2 * np.exp(-log_variance)
    return float(np.mean(-0.5 * (np.log(2 * np.pi) + log_variance + squared)))


def negative_excess_over_entropy(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Minus the cross-entropy's excess over the true entropy, as a share of that entropy.

    Args:
        labels: ``(n, 2)``, the true mean and log-variance of a normal distribution in each row;
            the mean of their entropies must be positive.
        predictions: ``(n, 2)``, the same of the model. The true ones score 0, the maximum.
    """
    _require_shape(predictions, (len(labels), 2))
    mean, log_variance = predictions[:, 0], np.clip(predictions[:, 1], -50, 50)
    expected_square = np.exp(labels[:, 1]) + (labels[:, 0] - mean) ** 2
    cross_entropy = log_variance + expected_square * np.exp(-log_variance)
    excess = 0.5 * np.mean(cross_entropy - labels[:, 1] - 1)
    entropy = 0.5 * np.mean(np.log(2 * np.pi) + labels[:, 1] + 1)
    return float(-excess / entropy)


def negative_mean_squared_error(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Minus the mean squared difference; labels and predictions of the same shape."""
    _require_shape(predictions, labels.shape)
    return -float(np.mean((labels - predictions) ** 2))


def negative_mean_discrepancy(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Minus the squared maximum mean discrepancy between two clouds of points.

    The kernel is the mean of three Gaussians, as wide as a tenth, a third and all of the labels'
    typical distance from their centre. The estimate is without bias (Gretton et al., A Kernel
    Two-Sample Test, JMLR 13, 2012, lemma 6): two clouds from one distribution score 0 on average.

    Args:
        labels: ``(m, features)``, points of the true distribution.
        predictions: ``(n, features)``, n from 2 to 4 m.
    """
    _require_points(predictions, labels.shape[1], most=MOST_POINTS * len(labels))
    spread = np.sqrt(np.mean(np.sum((labels - labels.mean(axis=0)) ** 2, axis=1)))
    widths = spread * np.array([0.1, 1 / 3, 1.0])

    def kernel(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        squared = _squared_distances(first, second)
        return np.asarray(sum(np.exp(-squared / (2 * w**2)) for w in widths) / len(widths))

    def within(points: np.ndarray) -> float:
        size = len(points)
        return float((kernel(points, points).sum() - size) / (size * (size - 1)))

    return 2 * float(kernel(labels, predictions).mean()) - within(labels) - within(predictions)


def novelty(labels: np.ndarray, predictions: np.ndarray) -> float:
    """How far points keep from training points and each other, against what is natural; at most 1.

    A point's distance is that to the nearest of the training points and of its own cloud. None
    counts for more than the median of the further points, so that no far ones make up for copies.
    Five times the discrepancy to the further points is taken off: a cloud that has nothing to do
    with the data holds no new points of them.

    Args:
        labels: ``(2, m, features)``: the training points, and as many further points of the same
            distribution, whose distances are what is natural.
        predictions: ``(n, features)``, n from 2 to 4 m; the distance of one that equals a
            training point, or another, is 0.
    """
    known, further = labels
    _require_points(predictions, known.shape[1], most=MOST_POINTS * len(known))

    def distances(points: np.ndarray) -> np.ndarray:
        among = _squared_distances(points, points)
        np.fill_diagonal(among, np.inf)
        nearest = np.minimum(_squared_distances(points, known).min(axis=1), among.min(axis=1))
        return np.asarray(np.sqrt(nearest))

    natural = distances(further)
    most = np.median(natural)
    kept = np.minimum(distances(predictions), most).mean() / np.minimum(natural, most).mean()
    discrepancy = max(0.0, -negative_mean_discrepancy(further, predictions))
    return min(1.0, float(kept)) - 5 * discrepancy


MOST_POINTS = 4
"""So many times the labels may be compared, since the distances of all pairs are computed here."""


def _require_points(predictions: np.ndarray, features: int, most: int) -> None:
    _require_shape(predictions, (None, features))
    if not 2 <= len(predictions) <= most:
        raise ValueError(f"Expected from 2 to {most} points. Received: {len(predictions)}")


def _squared_distances(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    differences = first[:, np.newaxis, :] - second[np.newaxis, :, :]
    return np.asarray(np.sum(differences**2, axis=-1))


def accuracy_less_gap(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Accuracy on new samples, less the gap of the log-likelihoods if that is positive.

    The likelihoods are those of the label's place in the order of the classes, the likeliest
    first: how often a label stands at each place is counted on the new samples. A model is thus
    judged as if it were as sure of itself as it ought to be, and flattened probabilities hide no
    gap.

    Args:
        labels: ``(n, 2)`` integers, a class, and 1 where the model was trained on the sample.
        predictions: ``(n, classes)`` probabilities, each row's sum 1.
    """
    classes, trained = labels[:, 0], labels[:, 1] == 1
    _require_columns(classes, predictions)
    _require_probabilities(predictions)
    places = _places(classes, predictions)
    new = places[~trained]
    shares = (new.sum(axis=0) + 1) / (len(new) + new.shape[1])
    log_likelihood = places @ np.log(shares)
    gap = log_likelihood[trained].mean() - log_likelihood[~trained].mean()
    return accuracy(classes[~trained], predictions[~trained]) - max(0.0, float(gap))


def _places(labels: np.ndarray, predictions: np.ndarray) -> np.ndarray:
    """One-hot ``(n, classes)``: at which place each label stands; equal entries share theirs."""
    own = predictions[np.arange(len(labels)), labels][:, np.newaxis]
    before = (predictions > own).sum(axis=1, keepdims=True)
    equal = (predictions == own).sum(axis=1, keepdims=True)
    place = np.arange(predictions.shape[1])
    return np.asarray(((before <= place) & (place < before + equal)) / equal)


METRICS: dict[str, Metric] = {
    function.__name__: function
    for function in (
        accuracy,
        mean_log_likelihood,
        gaussian_log_likelihood,
        negative_excess_over_entropy,
        negative_mean_squared_error,
        negative_mean_discrepancy,
        novelty,
        accuracy_less_gap,
    )
}
