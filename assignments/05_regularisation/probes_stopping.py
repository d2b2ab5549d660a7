"""Callbacks driven by made-up costs, and trainings that they stop."""

from typing import Any

import keras
import numpy as np


def _one_course(
    stopping: Any, losses: np.ndarray, val_losses: np.ndarray, weights: np.ndarray
) -> dict[str, Any]:
    """Drive a callback as ``fit`` does, with made-up costs and weights for each epoch."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.BatchNormalization()])
    stopping.set_model(model)
    model.stop_training = False
    stopping.on_train_begin({})
    epochs, meddled = 0, False
    for loss, val_loss, values in zip(losses, val_losses, weights, strict=True):
        stopping.on_epoch_begin(epochs, {})
        model.set_weights(list(values))
        logs = {"loss": float(loss), "val_loss": float(val_loss)}
        stopping.on_epoch_end(epochs, logs)
        epochs += 1
        if model.stop_training:
            break
        meddled |= not np.array_equal(np.stack(model.get_weights()), values)
    stopping.on_train_end(logs)
    return {
        "epochs": epochs,
        "weights after training": np.stack(model.get_weights()),
        "weights changed while training goes on": meddled,
    }


def early_stopping(answer: Any, config: dict[str, float], **course: np.ndarray) -> dict[str, Any]:
    """After how many epochs a callback stops, and with which weights."""
    return _one_course(answer(**config), **course)


def epochs_of_early_stopping(
    answer: Any, config: dict[str, float], **course: np.ndarray
) -> dict[str, Any]:
    """After how many epochs a callback stops."""
    return {"epochs": early_stopping(answer, config, **course)["epochs"]}


def weights_of_early_stopping(
    answer: Any, config: dict[str, float], **course: np.ndarray
) -> dict[str, Any]:
    """The model's weights once training is over, and whether they were touched before."""
    course_run = early_stopping(answer, config, **course)
    return {key: value for key, value in course_run.items() if key.startswith("weights")}


def early_stopping_used_again(
    answer: Any, config: dict[str, float], again: dict[str, np.ndarray], **course: np.ndarray
) -> dict[str, Any]:
    """Drive one callback through two courses, and return what came of the second."""
    stopping = answer(**config)
    _one_course(stopping, **course)
    return _one_course(stopping, **again)


def _linear_model(kernel: np.ndarray, learning_rate: float) -> Any:
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input((len(kernel),)), dense])
    dense.kernel.assign(kernel)
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, "mean_squared_error", run_eagerly=True)
    return model


def early_stopping_in_fit(
    answer: Any,
    kernel: np.ndarray,
    learning_rate: float,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    patience: int,
) -> dict[str, Any]:
    """Fit a linear model with the callback, all samples in one batch."""
    model, stopping = _linear_model(kernel, learning_rate), answer(patience)
    data = tuple(validation)
    history = model.fit(
        *train, batch_size=100, epochs=60, validation_data=data, callbacks=[stopping], verbose=0
    )
    return {
        "is a keras Callback": isinstance(stopping, keras.callbacks.Callback),
        "epochs": len(history.history["loss"]),
        "kernel": model.get_weights()[0],
    }


def train_a_linear_model(
    answer: Any,
    kernel: np.ndarray,
    learning_rate: float,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    test: list[np.ndarray],
) -> dict[str, Any]:
    """Let an answer train a linear model from known weights."""
    model, cost = answer(
        lambda: _linear_model(kernel, learning_rate), tuple(train), tuple(validation), tuple(test)
    )
    return {"kernel": model.get_weights()[0], "test cost": np.asarray(cost).item()}


def train_on_mistaken_digits(
    answer: Any,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    test: list[np.ndarray],
    x_new: np.ndarray,
) -> dict[str, Any]:
    """Let an answer train a network that could learn every label by heart."""

    def build_model() -> Any:
        layers = [keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")]
        model = keras.Sequential([keras.Input(x_new.shape[1:]), *layers])
        model.compile(
            keras.optimizers.Adam(3e-3), "sparse_categorical_crossentropy", jit_compile=False
        )
        return model

    model, _ = answer(build_model, tuple(train), tuple(validation), tuple(test))
    return {"output": model.predict(x_new, batch_size=1000, verbose=0)}
