"""Costs as Keras losses: AbsoluteError, SquaredError, GaussianNegativeLogLikelihood (3.5–3.8)."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Check, gradient, output, property_check, structure, training
from autograder.questions.question import Question

from . import cost_oracles

Inputs = dict[str, Any]
Generate = Callable[[np.random.Generator], Iterator[Inputs]]

PER_SAMPLE: Inputs = {"reduction": None}


def predictions_and_targets(random: np.random.Generator) -> Iterator[Inputs]:
    """Matrices, a single output, a single sample, both and a sequence, at several scales."""
    for shape, scale, dtype in (
        ((3, 2), 1.0, "float32"),
        ((4, 1), 1.0, "float32"),
        ((1, 1), 1.0, "float32"),
        ((1, 5), 1.0, "float64"),
        ((5, 3), 1000.0, "float64"),
        ((2, 4, 3), 1.0, "float32"),
    ):
        y_true, y_pred = scale * random.normal(size=(2, *shape))
        yield _losses(y_true.astype(dtype), y_pred.astype(dtype))


def targets_without_last_axis(random: np.random.Generator) -> Iterator[Inputs]:
    """Targets ``(batch,)`` beside predictions ``(batch, 1)``, as ``model.fit`` gets them."""
    for batch, dtype in ((3, "float32"), (7, "float64"), (1, "float32")):
        y_true, y_pred = random.normal(size=(2, batch))
        yield _losses(y_true.astype(dtype), y_pred[:, None].astype(dtype))


def _losses(y_true: np.ndarray, y_pred: np.ndarray) -> Inputs:
    return {"config": PER_SAMPLE, "y_true": y_true, "y_pred": y_pred}


def weighted_batches(random: np.random.Generator) -> Iterator[Inputs]:
    """Every reduction, with and without weights of the samples, one of them 0."""
    for reduction, weighted in (
        ("sum_over_batch_size", False),
        ("sum_over_batch_size", True),
        ("sum", True),
        (None, True),
    ):
        y_true, y_pred = random.normal(size=(2, 5, 3))
        weight = random.uniform(0.5, 3.0, size=5)
        weight[1] = 0.0
        config = {"reduction": reduction, "name": f"with_{reduction}"}
        yield {
            "config": config,
            "y_true": y_true,
            "y_pred": y_pred,
            "sample_weight": weight if weighted else None,
        }


def linear_regression(random: np.random.Generator) -> Iterator[Inputs]:
    """A linear model's data, weights and kernel: two outputs run eagerly, one in a graph."""
    for outputs, batch in ((2, 6), (1, 5)):
        x = random.normal(size=(batch, 3)).astype("float32")
        kernel = random.normal(size=(3, outputs)).astype("float32")
        y = (x @ kernel + random.choice([-1, 1], (batch, outputs)) * random.uniform(1, 2)).astype(
            "float32"
        )
        yield {
            "x": x,
            "y": y if outputs > 1 else y[:, 0],
            "sample_weight": random.uniform(0.5, 2.0, size=batch).astype("float32"),
            "kernel": kernel,
            "learning_rate": 0.25,
            "eagerly": outputs > 1,
        }


def off_and_on_target(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 predictions to differentiate at, some of them exactly right."""
    for shape in ((2, 3), (5, 2)):
        y_true = random.normal(size=shape)
        error = random.choice([-1.0, 1.0], size=shape) * random.uniform(0.1, 3.0, size=shape)
        error[0, 1] = 0.0
        yield {"y_true": y_true, "y_pred": y_true + error}


def elementwise_checks(oracles: cost_oracles.ElementwiseCost) -> tuple[Check, ...]:
    """What is asked of a cost that is the mean of a function of the errors."""
    return (
        output(
            "values",
            points=2,
            inputs=predictions_and_targets,
            oracle=oracles.losses,
            probe="call_loss",
            ask_dtype=True,
            means="A sample's cost is the mean over its outputs, one number for each sample.",
        ),
        output(
            "targets without their last axis",
            points=1,
            inputs=targets_without_last_axis,
            oracle=oracles.losses,
            probe="call_loss",
            means="(batch,) minus (batch, 1) is (batch, batch): every target meets every output.",
        ),
        output(
            "sample weights and reduction",
            points=1,
            inputs=weighted_batches,
            oracle=oracles.reduced,
            probe="reduced_loss",
            means="`call` returns one cost for each sample; Keras weighs and reduces them.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=off_and_on_target,
            forward=oracles.losses,
            oracle=oracles.gradients,
            wrt=["y_pred"],
            probe="loss_vector_jacobian_product",
            means="The gradient by the predictions; it is 0 where a prediction is exactly right.",
        ),
        structure(
            "compile and fit",
            points=1,
            inputs=linear_regression,
            expect=oracles.fitted,
            probe="fit_one_step",
            relative=1e-4,
            absolute=1e-4,
            visible=False,
            means="One step of gradient descent on a linear model, by model.compile and model.fit.",
        ),
    )


ANY_COST = (
    *("keras.losses.get", "keras.metrics.get", "keras.saving.deserialize_keras_object"),
    *("keras.losses.huber", "keras.losses.Huber", "keras.losses.MeanAbsolutePercentageError"),
    *(f"keras.losses.{name}" for name in ("mean_absolute_percentage_error", "MAPE", "mape")),
)
"""Costs by their name, and costs that are those of a question but for a factor."""

ABSOLUTE_ERROR = Question(
    name="AbsoluteError",
    ideas=("F1",),
    forbidden=(
        *ANY_COST,
        "keras.losses.MeanAbsoluteError",
        "keras.losses.mean_absolute_error",
        "keras.losses.MAE",
        "keras.metrics.MeanAbsoluteError",
        "keras.metrics.mean_absolute_error",
        "keras.metrics.MAE",
        "tensorflow.keras.losses.MeanAbsoluteError",
        "tensorflow.keras.losses.mean_absolute_error",
        "sklearn.metrics.mean_absolute_error",
    ),
    hints=(
        "Write down the shapes of `y_true`, of `y_pred`, and of what `call` has to return.",
        "Which axis holds the outputs of one sample? Only that axis is averaged.",
        "Targets `(batch,)`: give them the shape of the predictions before you subtract.",
        "A gradient that is NaN at 0 comes from differentiating a root there; is there an "
        "operation that takes the absolute value itself?",
    ),
    checks=elementwise_checks(cost_oracles.ABSOLUTE),
)

SQUARED_ERROR = Question(
    name="SquaredError",
    ideas=("F2",),
    forbidden=(
        *ANY_COST,
        "keras.losses.MeanSquaredError",
        "keras.losses.mean_squared_error",
        "keras.losses.MSE",
        "keras.metrics.MeanSquaredError",
        "keras.metrics.mean_squared_error",
        "keras.metrics.MSE",
        "tensorflow.keras.losses.MeanSquaredError",
        "tensorflow.keras.losses.mean_squared_error",
        "sklearn.metrics.mean_squared_error",
    ),
    hints=(
        "It differs from AbsoluteError in one operation only.",
        "No factor ½ is asked for: the cost of an error of 3 in a single output is 9.",
        "One number for each sample: which axis is averaged, and which is left to Keras?",
    ),
    checks=elementwise_checks(cost_oracles.SQUARED),
)


def means_and_log_variances(random: np.random.Generator) -> Iterator[Inputs]:
    """Log-variances from small to very large, targets ``(batch,)`` and ``(batch, 1)``."""
    for batch, spread, flat, dtype in (
        (3, 1.0, True, "float64"),
        (4, 1.0, False, "float32"),
        (1, 1.0, True, "float32"),
        (6, 3.0, True, "float64"),
    ):
        mean, y_true = random.normal(size=(2, batch))
        log_variance = random.normal(scale=spread, size=batch)
        yield _losses(
            (y_true if flat else y_true[:, None]).astype(dtype),
            np.stack([mean, log_variance], axis=1).astype(dtype),
        )
    mean, y_true = random.normal(size=(2, 3))
    y_pred = np.stack([mean, random.uniform([25.0, 50.0, 95.0], [50.0, 75.0, 120.0])], axis=1)
    yield _losses(y_true.astype("float32"), y_pred.astype("float32"))


def tiny_variances(random: np.random.Generator) -> Iterator[Inputs]:
    """Log-variances far below the floor, and a floor of the caller's own."""
    for dtype, floor in (("float32", None), ("float64", None), ("float64", -4.0)):
        mean, y_true = random.normal(size=(2, 4))
        log_variance = np.array([-1000.0, -100.0, random.uniform(-3.0, 0.0), -21.0])
        config = PER_SAMPLE if floor is None else PER_SAMPLE | {"floor": floor}
        y_pred = np.stack([mean, log_variance], axis=1)
        yield _losses(y_true.astype(dtype), y_pred.astype(dtype)) | {"config": config}


def one_log_variance(random: np.random.Generator) -> Iterator[Inputs]:
    """Targets, predicted means, and one log-variance for all of them, of growing size."""
    for batch in range(2, 11):
        mean, y_true = random.normal(scale=3.0, size=(2, batch))
        yield {"y_true": y_true, "mean": mean, "log_variance": float(random.normal())}


def float64_parameters(random: np.random.Generator) -> Iterator[Inputs]:
    """Means and log-variances to differentiate at, away from the floor."""
    for batch, flat in ((2, True), (5, False)):
        mean, log_variance, y_true = random.normal(size=(3, batch))
        yield {
            "y_true": y_true if flat else y_true[:, None],
            "y_pred": np.stack([mean, log_variance], axis=1),
        }


def below_the_floor(random: np.random.Generator) -> Iterator[Inputs]:
    """Some log-variances below the floor, where the gradient must stay finite."""
    for batch in (3, 4):
        mean, y_true = random.normal(size=(2, batch))
        log_variance = random.uniform(-1.0, 1.5, size=batch)
        log_variance[1] = -1000.0
        y_pred = np.stack([mean, log_variance], axis=1)
        yield {"config": {"floor": -2.0}, "y_true": y_true, "y_pred": y_pred}


def configured(random: np.random.Generator) -> Iterator[Inputs]:
    """Different floors, names and reductions to carry through a config."""
    for floor, reduction in ((-3.0, "sum"), (-6.5, "sum_over_batch_size")):
        mean, y_true = random.normal(size=(2, 5))
        log_variance = random.normal(size=5) + np.array([0.0, -9.0, 0.0, -5.0, 0.0])
        yield {
            "config": {"floor": floor, "reduction": reduction, "name": f"from_{reduction}"},
            "y_true": y_true,
            "y_pred": np.stack([mean, log_variance], axis=1),
            "sample_weight": random.uniform(0.5, 2.0, size=5),
        }


NUM_TRAINING, NUM_HELD_OUT = 3000, 1000


def heteroscedastic(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Noise that grows with x around a wave; phase and direction are drawn.

    Returns:
        ``x``, ``y`` to train on and ``x_new``, and the true mean and log-variance at ``x_new``.
    """
    phase, direction = random.uniform(0.0, 2 * np.pi), random.choice([-1.0, 1.0])
    x = random.uniform(-1.0, 1.0, size=(NUM_TRAINING + NUM_HELD_OUT, 1))
    mean = 3.0 * np.sin(2.0 * x[:, 0] + phase)
    log_variance = 1.0 + 2.0 * direction * x[:, 0]
    y = mean + np.exp(log_variance / 2) * random.normal(size=len(x))
    labels = np.stack([mean, log_variance], axis=1)[NUM_TRAINING:]
    sent = {
        "x": x[:NUM_TRAINING].astype("float32"),
        "y": y[:NUM_TRAINING].astype("float32"),
        "x_new": x[NUM_TRAINING:].astype("float32"),
    }
    return sent, labels


GAUSSIAN_NEGATIVE_LOG_LIKELIHOOD = Question(
    name="GaussianNegativeLogLikelihood",
    ideas=("F4", "F5", "F7"),
    forbidden=("scipy.stats.norm", "scipy.stats.multivariate_normal"),
    hints=(
        "Write log p(y) of a normal distribution with mean μ and variance σ² on paper, and put "
        "s = log σ² into it. No logarithm of a prediction is left.",
        "Three terms: one constant, one that grows with s, one that weighs the squared error.",
        "Take the columns apart with `y_pred[:, 0]` and `y_pred[:, 1]`. Which shape have the "
        "targets to have, so that one sample meets one mean?",
        "exp(1000) is infinite. Where do you have to apply the floor so that it is never taken?",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=means_and_log_variances,
            oracle=cost_oracles.gaussian_losses,
            probe="call_loss",
            ask_dtype=True,
            absolute=1e-6,  # in float64 too: tf.cast and ops.log round 2π to float32 first
            means="-log p(y) in nats, all of it, for each sample.",
        ),
        output(
            "no overflow",
            points=1,
            inputs=tiny_variances,
            oracle=cost_oracles.gaussian_losses,
            probe="call_loss",
            means="A log-variance below the floor counts as the floor.",
        ),
        property_check(
            "fixed variance is squared error",
            points=1,
            inputs=one_log_variance,
            oracle=cost_oracles.fixed_variance,
            probe="loss_at_fixed_variance",
            relative=1e-6,
            absolute=1e-6,
            means="With one variance for all, 2σ² times what exceeds the cost of an exact "
            "prediction is the squared error.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_parameters,
            forward=cost_oracles.gaussian_losses,
            wrt=["y_pred"],
            probe="loss_vector_jacobian_product",
        ),
        gradient(
            "gradient below the floor",
            points=1,
            inputs=below_the_floor,
            forward=cost_oracles.gaussian_losses,
            wrt=["y_pred"],
            oracle=cost_oracles.gaussian_gradients,
            probe="loss_vector_jacobian_product",
            visible=False,
            means="Below the floor the variance is a constant, and every gradient is finite.",
        ),
        structure(
            "config and sample weights",
            points=1,
            inputs=configured,
            expect=cost_oracles.gaussian_reduced,
            probe="reduced_loss",
            visible=False,
        ),
        training(
            "mean and noise learnt together",
            points=2,
            data=heteroscedastic,
            probe="fit_mean_and_log_variance",
            metric="negative_excess_over_entropy",
            best_possible=0.0,
            means="A network trained with this cost comes within 3 % of the entropy of the noise.",
        ),
    ),
)
