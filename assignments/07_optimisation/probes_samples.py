"""Which samples the batches of an epoch hold, and the parts of a curriculum."""

import itertools
import math
from typing import Any

import numpy as np


def collected(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of one epoch; of an epoch that does not end, some more than there should be."""
    most = len(x) // batch_size + 3
    pairs = itertools.islice(iter(answer(x, y, batch_size, seed)), most)
    batches = [(np.asarray(x_batch), np.asarray(y_batch)) for x_batch, y_batch in pairs]
    for x_batch, y_batch in batches:
        if x_batch.shape[1:] != x.shape[1:] or y_batch.shape[1:] != y.shape[1:]:
            raise ValueError(
                "Expected pairs (x_batch, y_batch) whose rows have the shapes "
                f"{x.shape[1:]} and {y.shape[1:]}. Received batches of the shapes "
                f"{x_batch.shape} and {y_batch.shape}"
            )
    return batches


def collected_from_copies(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches where ``x`` and ``y`` stay as they are, whatever the answer does to its own."""
    return collected(answer, x.copy(), y.copy(), batch_size, seed)


def whole(batches: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """All x and all y of some batches."""
    return np.concatenate([b[0] for b in batches]), np.concatenate([b[1] for b in batches])


def rows_of(x: np.ndarray, part: np.ndarray) -> np.ndarray:
    """For each sample of a part the first row of x that equals it, or -1."""
    size = math.prod(x.shape[1:])
    same = (x.reshape(1, -1, size) == part.reshape(-1, 1, size)).all(axis=2)
    return np.where(same.any(axis=1), same.argmax(axis=1), -1)


def epoch_form(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """How many samples each batch has, of which dtype, and whether the seed decides on them.

    The one probe that hands out the grader's own arrays, to see whether they are changed.
    """
    batches = collected_from_copies(answer, x, y, batch_size, seed)
    again = collected(answer, x, y, batch_size, seed)
    same = len(batches) == len(again) and all(
        np.array_equal(left, right)
        for first, second in zip(batches, again, strict=True)
        for left, right in zip(first, second, strict=True)
    )
    return {
        "sizes of the x batches": np.array([len(x_batch) for x_batch, _ in batches]),
        "sizes of the y batches": np.array([len(y_batch) for _, y_batch in batches]),
        "dtypes": [array.dtype.name for array in whole(batches)],
        "the same seed gives the same batches": same,
    }


def epoch_coverage(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """Which samples an epoch shows."""
    rows = rows_of(x, whole(collected_from_copies(answer, x, y, batch_size, seed))[0]).tolist()
    return {
        "every batch holds samples of x": -1 not in rows,
        "every sample is seen": set(range(len(x))) <= set(rows),
        "no sample is seen twice": len(set(rows)) == len(rows),
    }


def epoch_pairs(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """Whether each sample comes with its own label, and in another order than before."""
    x_seen, y_seen = whole(collected_from_copies(answer, x, y, batch_size, seed))
    rows = rows_of(x, x_seen)
    return {
        "each y is that of its x": -1 not in rows and np.array_equal(y_seen, y[rows]),
        "x is shuffled": not np.array_equal(x_seen, x[: len(x_seen)]),
        "y is shuffled": not np.array_equal(y_seen, y[: len(y_seen)]),
    }


def epoch_orders(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seeds: list[int]
) -> dict[str, Any]:
    """For the samples of each epoch, in its order: in which batch of the first epoch they were."""
    epochs = [whole(collected_from_copies(answer, x, y, batch_size, seed))[0] for seed in seeds]
    orders = [rows_of(x, epoch) for epoch in epochs]
    first = orders[0]
    batch = np.zeros(len(x), np.int64)
    batch[first] = np.arange(len(first)) // batch_size
    return {
        "the first epoch is shuffled": not np.array_equal(first, np.arange(len(first))),
        "another seed gives another order": not any(np.array_equal(first, o) for o in orders[1:]),
        "batches of the first epoch": np.array([batch[order] for order in orders]),
    }


def epoch_gradients(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seeds: list[int], weight: float
) -> dict[str, Any]:
    """For each seed the gradient, by the weight, of the mean of (weight x - y)^2."""

    def gradient(x_batch: np.ndarray, y_batch: np.ndarray) -> float:
        return float(np.mean(2 * (weight * x_batch[:, 0] - y_batch) * x_batch[:, 0]))

    epochs = [collected_from_copies(answer, x, y, batch_size, seed) for seed in seeds]
    return {
        "gradients of first batches": np.array([gradient(*batches[0]) for batches in epochs]),
        "gradients of last batches": np.array([gradient(*batches[-1]) for batches in epochs]),
        "mean gradients of whole epochs": np.array([gradient(*whole(b)) for b in epochs]),
    }


def epoch_sorted(
    answer: Any, x: np.ndarray, y: np.ndarray, batch_size: int, seed: int
) -> dict[str, Any]:
    """All of an epoch, sorted by the first number of each x."""
    x_seen, y_seen = whole(collected_from_copies(answer, x, y, batch_size, seed))
    order = np.argsort(x_seen.reshape(len(x_seen), -1)[:, 0])
    return {"x of an epoch, sorted": x_seen[order], "y in the same order": y_seen[order]}


def sorted_part(part: tuple[Any, Any]) -> tuple[np.ndarray, np.ndarray]:
    """x and y as arrays, in the order of the first number of each x."""
    x, y = (np.asarray(each) for each in part)
    order = np.argsort([sample.flat[0] for sample in x])
    return (x[order], y[order] if len(y) == len(x) else y) if len(x) else (x, y)


def curriculum_part(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    difficulty: np.ndarray,
    num_epochs: int,
    epoch: int,
) -> dict[str, Any]:
    """What is learnt in one epoch, in an order that does not depend on the answer's."""
    x_part, y_part = sorted_part(answer(x, y, difficulty, epoch, num_epochs))
    return {"x of the part, sorted": x_part, "y in the same order": y_part}


def curriculum_course(
    answer: Any, x: np.ndarray, y: np.ndarray, difficulty: np.ndarray, num_epochs: int
) -> dict[str, Any]:
    """How many samples each epoch has, and how many it has kept of the one before."""
    parts = [answer(x, y, difficulty, epoch, num_epochs)[0] for epoch in range(num_epochs)]
    rows = [set(rows_of(x, np.asarray(part)).tolist()) - {-1} for part in parts]
    return {
        "samples in each epoch": np.array([len(each) for each in rows]),
        "samples of the epoch before that are kept": np.array(
            [len(before & after) for before, after in itertools.pairwise(rows)]
        ),
    }
