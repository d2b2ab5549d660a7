"""Early stopping in NumPy: on made-up costs, and on gradient descent of a linear model."""

from collections.abc import Iterator
from typing import Any

import numpy as np

Inputs = dict[str, Any]
Pair = list[np.ndarray]

PATIENCE = 5
MAX_EPOCHS = 200


def stop(val_losses: np.ndarray, patience: int, min_delta: float) -> tuple[int, int]:
    """The number of epochs that are run, and the position of the last improvement, or -1."""
    best, best_epoch = np.inf, -1
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        last_reset = best_epoch
        if epoch - last_reset >= patience:
            return epoch + 1, best_epoch
    return len(val_losses), best_epoch


def epochs_run(config: Inputs, val_losses: np.ndarray, **_: Any) -> dict[str, Any]:
    return {"epochs": stop(val_losses, **config)[0]}


def restored(
    config: Inputs, val_losses: np.ndarray, weights: np.ndarray, **_: Any
) -> dict[str, Any]:
    return {"weights after training": weights[stop(val_losses, **config)[1]]}


def restored_at_the_end(**course: Any) -> dict[str, Any]:
    return restored(**course) | {"weights changed while training goes on": False}


def epochs_and_weights(config: Inputs, val_losses: np.ndarray, **course: Any) -> dict[str, Any]:
    """Both; which weights there are after a training without any improvement is left open."""
    course |= {"config": config, "val_losses": val_losses}
    some = stop(val_losses, **config)[1] >= 0
    return epochs_run(**course) | (restored(**course) if some else {})


def second_course(config: Inputs, again: Inputs, **_: Any) -> dict[str, Any]:
    return epochs_and_weights(config=config, **again)


def mean_squared_error(kernel: np.ndarray, pair: Pair) -> float:
    x, y = pair
    return float(np.mean((x.astype(np.float64) @ kernel - y) ** 2))


def path(kernel: np.ndarray, train: Pair, learning_rate: float, epochs: int) -> np.ndarray:
    """The kernel after each epoch of gradient descent, all samples in one batch."""
    x, y = (each.astype(np.float64) for each in train)
    kernels = []
    for _ in range(epochs):
        kernel = kernel - learning_rate * 2 / len(x) * x.T @ (x @ kernel - y)
        kernels.append(kernel)
    return np.stack(kernels)


def _pair(random: np.random.Generator, kernel: np.ndarray, size: int) -> Pair:
    """Samples whose best linear model is nearly ``kernel``."""
    x = random.normal(size=(size, len(kernel)))
    y = x @ kernel + random.normal(scale=0.3, size=(size, 1))
    return [x.astype("float32"), y.astype("float32")]


def _descent(random: np.random.Generator) -> Inputs:
    """A path to the training optimum that passes the test optimum, then the validation's."""
    start, end = random.normal(size=(3, 1)), 2 * random.normal(size=(3, 1))
    train = _pair(random, end, 30)
    return {
        "kernel": start.astype("float32"),
        "learning_rate": 0.04,
        "train": train,
        "validation": _pair(random, start + 0.5 * (end - start), 20),
        "test": _pair(random, start + 0.2 * (end - start), 25),
    }


def _costs(case: Inputs, kernels: np.ndarray, part: str) -> np.ndarray:
    return np.array([mean_squared_error(kernel, case[part]) for kernel in kernels])


def _is_clear(case: Inputs) -> bool:
    """Whether float32 and every patience from 2 on find the same, and each set another, epoch."""
    kernels = path(case["kernel"], case["train"], case["learning_rate"], 40)
    validation, test = (_costs(case, kernels, part) for part in ("validation", "test"))
    best = int(np.argmin(validation))
    steps = np.diff(validation)
    falls_then_rises = bool(np.all(steps[:best] < 0) and np.all(steps[best : best + 8] > 0))
    near = validation[[max(best - 1, 0), best + 1]] if best + 1 < len(validation) else validation
    clear = bool(np.all(near > validation[best] * (1 + 1e-3)))
    return falls_then_rises and clear and 4 <= best <= 9 and abs(int(np.argmin(test)) - best) >= 2


def clear_descent(random: np.random.Generator) -> Inputs:
    """A random case in which the best epoch is beyond doubt."""
    while not _is_clear(case := _descent(random)):
        pass
    return case


def descents(random: np.random.Generator) -> Iterator[Inputs]:
    for _ in range(2):
        yield clear_descent(random)


def one_descent(random: np.random.Generator) -> Iterator[Inputs]:
    case = clear_descent(random)
    yield {name: case[name] for name in case if name != "test"} | {"patience": 3}


def _stopped(case: Inputs, patience: int) -> tuple[int, np.ndarray]:
    kernels = path(case["kernel"], case["train"], case["learning_rate"], MAX_EPOCHS)
    epochs, best = stop(_costs(case, kernels, "validation"), patience, 0.0)
    return epochs, kernels[best]


def stopped_fit(patience: int, **case: Any) -> dict[str, Any]:
    epochs, kernel = _stopped(case, patience)
    return {"is a keras Callback": True, "epochs": epochs, "kernel": kernel}


def trained_with_early_stopping(**case: Any) -> dict[str, Any]:
    kernel = _stopped(case, PATIENCE)[1]
    return {"kernel": kernel, "test cost": mean_squared_error(kernel, case["test"])}
