"""The gap of a model between old data and new."""

from typing import Any

import keras
import numpy as np


def gap_of_a_model(
    answer: Any,
    weights: dict[str, np.ndarray],
    train: list[np.ndarray],
    validation: list[np.ndarray],
    with_metrics: bool,
    penalty: float,
    loss: str,
) -> dict[str, Any]:
    """Ask for the gap of a small network with dropout and, where asked for, a penalty."""
    x = train[0]
    dense = [
        keras.layers.Dense(
            len(weights["b0"]), "tanh", kernel_regularizer=keras.regularizers.L2(penalty)
        ),
        keras.layers.Dense(len(weights["b1"]), "softmax"),
    ]
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dropout(0.5), *dense])
    for layer, position in zip(dense, "01", strict=True):
        layer.set_weights([weights[f"m{position}"], weights[f"b{position}"]])
    model.compile(
        loss=loss,
        metrics=["accuracy"] if with_metrics else None,
        run_eagerly=True,
    )
    return {"output": np.asarray(answer(model, tuple(train), tuple(validation))).item()}


def fit_regularised_model(
    answer: Any, x: np.ndarray, y: np.ndarray, num_classes: int, x_all: np.ndarray
) -> dict[str, Any]:
    """Fit the model that stands beside ``generalisation_gap``; predict old and new samples."""
    build = getattr(answer, "__globals__", {}).get("build_regularised_model")
    if build is None:
        raise AttributeError(
            "Expected `build_regularised_model` in the cell of `generalisation_gap`."
        )
    model = build(x.shape[1], num_classes)
    model.jit_compile = False
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return {"output": model.predict(x_all, batch_size=2000, verbose=0)}
