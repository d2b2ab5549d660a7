"""Which samples a step sees: the question minibatches (7.7)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.checks.statistics import mean_near, normal_deviation_near, rows_unlike
from autograder.questions.question import Question

Inputs = dict[str, Any]

NUM_SEEDS = 100
NUM_EPOCHS = 8


def samples(random: np.random.Generator, size: int) -> Inputs:
    """Samples of three features, all different, with class numbers."""
    x = random.permutation(3 * size).reshape(size, 3) + random.uniform(size=(size, 1))
    return {"x": x.astype("float32"), "y": random.integers(4, size=size)}


def of_many_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """Epochs that fill their batches, that leave a rest, and that fill not even one."""
    for size, batch_size in ((6, 3), (7, 3), (5, 1), (4, 9), (50, 8)):
        seed = int(random.integers(1_000_000))
        yield {**samples(random, size), "batch_size": batch_size, "seed": seed}


def well_formed(x: np.ndarray, y: np.ndarray, batch_size: int, **_: Any) -> dict[str, Any]:
    full, rest = divmod(len(x), batch_size)
    sizes = np.array([batch_size] * full + [rest] * (rest > 0))
    return {
        "sizes of the x batches": sizes,
        "sizes of the y batches": sizes,
        "dtypes": [x.dtype.name, y.dtype.name],
        "the same seed gives the same batches": True,
    }


def of_ordinary_size(random: np.random.Generator) -> Iterator[Inputs]:
    """Epochs long enough that no order comes twice by chance."""
    for size, batch_size in ((30, 7), (60, 10)):
        seed = int(random.integers(1_000_000))
        yield {**samples(random, size), "batch_size": batch_size, "seed": seed}


def each_once(x: np.ndarray, **_: Any) -> dict[str, Any]:
    return {
        "every batch holds samples of x": True,
        "every sample is seen": True,
        "no sample is seen twice": True,
    }


def kept_pairs(**_: Any) -> dict[str, Any]:
    return {"each y is that of its x": True, "x is shuffled": True, "y is shuffled": True}


def of_many_epochs(random: np.random.Generator) -> Iterator[Inputs]:
    """The same samples under several seeds."""
    for size, batch_size in ((60, 8), (90, 30)):
        seeds = random.choice(1_000_000, size=NUM_EPOCHS, replace=False).tolist()
        yield {**samples(random, size), "batch_size": batch_size, "seeds": seeds}


def unlike_orders(x: np.ndarray, **_: Any) -> dict[str, Any]:
    """Batch numbers are no normal draws, so the bound is asked to hold far more surely."""
    return {
        "the first epoch is shuffled": True,
        "another seed gives another order": True,
        "batches of the first epoch": rows_unlike((NUM_EPOCHS, len(x)), false_alarm=1e-12),
    }


def of_a_line(random: np.random.Generator) -> Iterator[Inputs]:
    """Samples sorted by what each of them adds to the gradient, as data often come sorted.

    In which order the samples of a batch stand is up to the answer; batches of one tell whether
    the order of the epoch is random.
    """
    for size, batch_size in ((24, 1), (54, 10), (40, 8)):
        weight, offset = random.normal(), random.uniform(0.5, 1.0)
        gradients = np.sort(random.uniform(-1, 1, size)) + offset
        x = random.choice([-1.0, 1.0], size)
        yield {
            "x": x[:, None],
            "y": x * (weight - gradients / 2),
            "batch_size": batch_size,
            "seeds": random.choice(1_000_000, size=NUM_SEEDS, replace=False).tolist(),
            "weight": float(weight),
        }


def unbiased_gradients(
    x: np.ndarray, y: np.ndarray, batch_size: int, weight: float, **_: Any
) -> dict[str, Any]:
    """A batch drawn without replacement has the mean of all, and a known variance about it."""
    each = 2 * (weight * x[:, 0] - y) * x[:, 0]
    shape = (NUM_SEEDS,)

    def bounds(drawn: int) -> list[Any]:
        left_out = (len(x) - drawn) / (len(x) - 1)
        deviation = float(np.std(each) * np.sqrt(left_out / drawn))
        return [mean_near(np.mean(each), deviation, shape), normal_deviation_near(deviation, shape)]

    return {
        "gradients of first batches": bounds(batch_size),
        "gradients of last batches": bounds(len(x) % batch_size or batch_size),
        "mean gradients of whole epochs": np.full(shape, np.mean(each)),
    }


def images(random: np.random.Generator) -> Iterator[Inputs]:
    """Images with rows of targets, in other dtypes."""
    for size, dtype in ((5, "float64"), (11, "float32")):
        yield {
            "x": random.normal(size=(size, 2, 4, 3)).astype(dtype),
            "y": random.normal(size=(size, 2)).astype(dtype),
            "batch_size": 4,
            "seed": int(random.integers(1_000_000)),
        }


def sorted_images(x: np.ndarray, y: np.ndarray, **_: Any) -> dict[str, Any]:
    order = np.argsort(x[:, 0, 0, 0])
    return {"x of an epoch, sorted": x[order], "y in the same order": y[order]}


MINIBATCHES = Question(
    name="minibatches",
    ideas=("J1",),
    forbidden=(
        "tensorflow.data.*",
        "tensorflow.data.Dataset",
        "keras.utils.PyDataset",
        "keras.utils.timeseries_dataset_from_array",
        "sklearn.utils.gen_batches",
        "sklearn.utils.shuffle",
        "sklearn.model_selection.KFold",
        "sklearn.model_selection.ShuffleSplit",
    ),
    hints=(
        "Shuffle numbers, not data: a random order of the indices from 0 to n - 1 serves x and y "
        "alike.",
        "`np.random.default_rng(seed)` makes a generator that depends on the seed alone; it has a "
        "method `permutation`.",
        "`for start in range(0, n, batch_size)` visits the beginning of each batch. What does a "
        "slice give that reaches beyond the end?",
        "`yield` hands out one batch and goes on from there when the next is asked for.",
    ),
    checks=(
        output(
            "batches",
            points=1,
            inputs=of_many_sizes,
            oracle=well_formed,
            probe="epoch_form",
            means="Every batch is full but the last, which holds the rest; then the epoch ends.",
            shown="[len(x_batch) for x_batch, y_batch in minibatches(x, y, batch_size, seed)]",
        ),
        property_check(
            "every sample once",
            points=1,
            inputs=of_ordinary_size,
            oracle=each_once,
            probe="epoch_coverage",
            means="In one epoch each sample is seen once.",
            shown="list(minibatches(x, y, batch_size, seed))",
        ),
        property_check(
            "x and y together",
            points=1,
            inputs=of_ordinary_size,
            oracle=kept_pairs,
            probe="epoch_pairs",
            means="The batches are shuffled, and each row of x keeps its own y.",
            shown="list(minibatches(x, y, batch_size, seed))",
        ),
        property_check(
            "a new order each epoch",
            points=1,
            inputs=of_many_epochs,
            oracle=unlike_orders,
            probe="epoch_orders",
            means="Other seeds give unrelated orders. Right code fails once in 10^8 runs at most.",
            shown="[list(minibatches(x, y, batch_size, seed)) for seed in seeds]",
        ),
        property_check(
            "unbiased gradient",
            points=2,
            inputs=of_a_line,
            oracle=unbiased_gradients,
            probe="epoch_gradients",
            means="Over many seeds, the gradient of a batch scatters about the gradient of all "
            "samples as it does for a random choice. Right code fails once in 10^8 runs.",
            shown="[list(minibatches(x, y, batch_size, seed)) for seed in seeds]",
        ),
        property_check(
            "images",
            points=1,
            visible=False,
            inputs=images,
            oracle=sorted_images,
            probe="epoch_sorted",
            ask_dtype=True,
            means="x and y of any further dimensions, unchanged but for their order.",
            shown="list(minibatches(x, y, batch_size, seed))",
        ),
    ),
)
