"""New images from old ones: the question RandomRotateStretch (5.8)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check, structure
from autograder.checks.expectations import Between
from autograder.checks.statistics import distributed_as, rows_unlike
from autograder.questions.question import Question

Inputs = dict[str, Any]

NUM_DRAWS = 1000
EXACT = 1e-3
"""By how much the warp of a linear image may be off: float32 coordinates, many ways to sum."""


def linear_image(height: int, width: int, slopes: np.ndarray) -> np.ndarray:
    """An image that says where its pixels were: x, y, and a mixture of both, from the centre.

    Bilinear interpolation does not change a linear image, so the warp can be read off exactly.
    """
    y, x = np.mgrid[:height, :width].astype(np.float64)
    x, y = x - (width - 1) / 2, y - (height - 1) / 2
    return np.stack([x, y, slopes[0] * x + slopes[1] * y], axis=-1)


def linear_images(random: np.random.Generator) -> Iterator[Inputs]:
    """A wide image and a tall one, with small and with large changes."""
    for height, width, max_angle, max_stretch in ((13, 17, 0.3, 0.3), (14, 11, 1.2, 0.1)):
        yield {
            "config": {"max_angle": max_angle, "max_stretch": max_stretch},
            "image": linear_image(height, width, random.uniform(0.5, 1.5, 2)),
            "num_images": NUM_DRAWS,
        }


def small_batches(random: np.random.Generator) -> Iterator[Inputs]:
    """The same, 40 images at a time."""
    for case in linear_images(random):
        yield case | {"num_images": 40}


def alike(**_: Any) -> dict[str, bool]:
    """What must not be the same, and is, in common mistakes."""
    return {
        "all images of a batch are turned alike": False,
        "all images of a batch are stretched alike": False,
        "width and height are stretched alike": False,
        "two calls turn alike": False,
    }


def full_range(**_: Any) -> dict[str, np.ndarray]:
    """Of 1,000 uniform draws the extremes are near the limits: else a chance of 1e-20."""
    limits = np.array([-1.0, 1.0])
    return {
        "smallest and largest angle, as a share of max_angle": limits,
        "most squeezed and most stretched width, as a share of max_stretch": limits,
        "most squeezed and most stretched height, as a share of max_stretch": limits,
    }


def fair_draws(image: np.ndarray, num_images: int, **_: Any) -> dict[str, Any]:
    """Uniform and independent draws; everything else about the warp is exact."""
    count = (num_images,)
    zero = {"low": -EXACT, "high": EXACT}
    return {
        "angle, from 0 to 1": distributed_as("uniform", count),
        "stretch of the width, from 0 to 1": distributed_as("uniform", count),
        "stretch of the height, from 0 to 1": distributed_as("uniform", count),
        "angle, width, height, of two calls": rows_unlike((6, num_images)),
        "angle between the stretched axes, from a right angle": Between(
            key="", shape=count, **zero
        ),
        "move of the centre": Between(key="", shape=(num_images, 2), **zero),
        "distance between the channels": Between(key="", shape=count, **zero),
        "place of each image in the batch": np.arange(num_images, dtype=np.float64),
        "ones in the corners": Between(
            key="", low=0.02, high=0.98, shape=(num_images, 4), statistic="mean"
        ),
    }


def images_at_rest(random: np.random.Generator) -> Iterator[Inputs]:
    """Images of different sizes and dtypes, for use after training."""
    for dtype, shape in (("float32", (3, 5, 7, 2)), ("float64", (1, 8, 6, 3))):
        yield {
            "config": {"max_angle": 0.5, "max_stretch": 0.3},
            "x": random.uniform(size=shape).astype(dtype),
        }


def unchanged(x: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    return {
        "output with training=False": x,
        "output without training": x,
        "output in training with both limits 0": x,
    }


def images_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    """Three batches, the last one shorter; the kernel keeps what the next layer was given."""
    yield {
        "config": {"max_angle": 0.6, "max_stretch": 0.25},
        "image": linear_image(11, 13, random.uniform(0.5, 1.5, 2)),
        "num_images": 100,
        "batch_size": 40,
        "x": random.uniform(size=(3, 7, 9, 2)).astype("float32"),
    }


def in_use(x: np.ndarray, num_images: int, batch_size: int, **_: Any) -> dict[str, Any]:
    draws = distributed_as("uniform", (num_images,))
    return {
        "is a keras Layer": True,
        "angle in fit, from 0 to 1": draws,
        "angles of two steps of fit": rows_unlike((2, batch_size)),
        "output after loading": x,
        "output of a prediction after loading": x,
        "angle in training after loading, from 0 to 1": draws,
    }


RANDOM_ROTATE_STRETCH = Question(
    name="RandomRotateStretch",
    ideas=("G6",),
    forbidden=(
        "keras.layers.RandomRotation",
        "keras.layers.RandomZoom",
        "keras.layers.RandomShear",
        "keras.layers.RandomPerspective",
        "keras.layers.RandAugment",
        "keras.layers.AugMix",
        "keras.layers.RandomAffine",
        "keras.preprocessing.image.*",
        "scipy.ndimage.rotate",
        "tensorflow.keras.preprocessing.image.*",
    ),
    hints=(
        "How many random numbers does a batch of 32 images need? Which shape do you draw them in?",
        "Write down the matrix that goes from the new place to the old one for a single image. "
        "`warp` wants one such matrix for each image: shape `(batch, 2, 2)`.",
        "`ops.stack` puts vectors of shape `(batch,)` side by side. The matrix is S⁻¹ times the "
        "turn by -θ: its first row is divided by s_x, its second by s_y.",
        "`keras.random.uniform` with `seed=self.seed_generator` draws anew at each call. With a "
        "whole number for a seed it gives the same numbers each time.",
    ),
    checks=(
        structure(
            "a draw for each image",
            points=1,
            inputs=small_batches,
            expect=alike,
            probe="sameness_of_warps",
            means="Each image has its own angle and its own two stretches, new at each call.",
            shown="layer(images, training=True), twice",
        ),
        output(
            "range",
            points=2,
            inputs=linear_images,
            oracle=full_range,
            probe="range_of_warps",
            relative=0.0,
            absolute=0.15,
            means="Of 1,000 draws the smallest and the largest lie near the limits, in radians.",
            shown="layer(images, training=True)",
        ),
        property_check(
            "distribution",
            points=2,
            inputs=linear_images,
            oracle=fair_draws,
            probe="warps",
            means="Uniform draws, independent of each other; the centre, the channels and the "
            "order of the images stay. Right code fails with a chance of less than 1e-7.",
            shown="layer(images, training=True)",
        ),
        output(
            "at rest",
            points=1,
            inputs=images_at_rest,
            oracle=unchanged,
            probe="augmentation_at_rest",
            ask_dtype=True,
            relative=1e-5,
            absolute=1e-6,
            means="Outside of training the images come out as they went in.",
            shown="layer(images)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=images_to_fit,
            expect=in_use,
            probe="augmentation_in_a_model",
            means="The layer works in fit, and is the same after saving and loading.",
            shown="model.fit(images, y); keras.saving.load_model(path)(images)",
        ),
    ),
)
