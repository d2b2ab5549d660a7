"""What was done to images, read off images that are linear in their pixels' places."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor


def _warps(layer: Any, image: np.ndarray, num_images: int) -> dict[str, np.ndarray]:
    """What a layer did to copies of an image that is linear in its pixels' places.

    Channels 0 and 1 of the image are x and y, channel 2 a mixture of them; a channel with the
    number of the copy and one of ones are added. The warp is fitted near the centre.
    """
    number = np.broadcast_to(
        np.arange(num_images)[:, None, None, None], (num_images, *image[..., :1].shape)
    )
    copies = np.broadcast_to(image, (num_images, *image.shape))
    images = np.concatenate([copies, number, np.ones_like(number)], axis=-1)
    images = images.astype(layer.compute_dtype)
    output = np.asarray(layer(tf.convert_to_tensor(images), training=True), np.float64)
    if output.shape != images.shape:
        raise ValueError(f"Expected images of shape {images.shape}. Received: {output.shape}")
    height, width, _ = image.shape
    return _fitted(output, image) | {
        "number": np.rint(output[:, height // 2, width // 2, 3]),
        "corners": output[:, :: height - 1, :: width - 1, -1].reshape(num_images, 4),
    }


NEAR = 2.2
"""How far from the centre the warp is fitted, so that no neighbour is from outside."""


def _fitted(output: np.ndarray, image: np.ndarray) -> dict[str, np.ndarray]:
    """Angles, stretches and the rest of each image's warp, by least squares."""
    near = np.hypot(image[..., 0], image[..., 1]) <= NEAR
    places = np.concatenate([image[near][:, :2], np.ones((near.sum(), 1))], axis=1)
    plane = np.einsum("kp,npc->nck", np.linalg.pinv(places), output[:, near, :3])
    to_x, to_y, mixed = plane[:, 0], plane[:, 1], plane[:, 2]
    slopes = np.linalg.lstsq(image[near][:, :2], image[near][:, 2], rcond=None)[0]
    widened = 1 / np.linalg.norm(to_x[:, :2], axis=1)
    heightened = 1 / np.linalg.norm(to_y[:, :2], axis=1)
    return {
        "angle": np.arctan2(to_x[:, 1], to_x[:, 0]),
        "width": widened,
        "height": heightened,
        "shear": np.sum(to_x[:, :2] * to_y[:, :2], axis=1) * widened * heightened,
        "move": plane[:, :2, 2],
        "split": np.max(np.abs(mixed - slopes[0] * to_x - slopes[1] * to_y), axis=1),
    }


def _shares(warps: dict[str, np.ndarray], config: dict[str, float]) -> np.ndarray:
    """Angle, width and height ``(3, images)`` as shares of their limits, from -1 to 1."""
    angle, stretch = config["max_angle"], config["max_stretch"]
    changes = [warps["angle"] / angle]
    return np.stack(changes + [(warps[side] - 1) / stretch for side in ("width", "height")])


def sameness_of_warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """Call a layer twice, and say which of its draws are all the same."""
    layer = answer(**config, dtype="float64")
    first, second = (_shares(_warps(layer, image, num_images), config) for _ in range(2))
    spread = np.ptp(first, axis=1)
    return {
        "all images of a batch are turned alike": bool(spread[0] < EQUAL),
        "all images of a batch are stretched alike": bool(min(spread[1:]) < EQUAL),
        "width and height are stretched alike": bool(np.max(np.abs(first[1] - first[2])) < EQUAL),
        "two calls turn alike": bool(np.max(np.abs(first[0] - second[0])) < EQUAL),
    }


EQUAL = 1e-2


def range_of_warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """The extremes of a layer's draws, as shares of their limits, to one decimal."""
    shares = _shares(_warps(answer(**config, dtype="float64"), image, num_images), config)
    angle, width, height = np.round(np.stack([shares.min(axis=1), shares.max(axis=1)], axis=1), 1)
    return {
        "smallest and largest angle, as a share of max_angle": angle,
        "most squeezed and most stretched width, as a share of max_stretch": width,
        "most squeezed and most stretched height, as a share of max_stretch": height,
    }


def warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """What a layer draws, and what it leaves alone."""
    layer = answer(**config, dtype="float64")
    first, second = (_warps(layer, image, num_images) for _ in range(2))
    shares = [(1 + _shares(each, config)) / 2 for each in (first, second)]
    return {
        "angle, from 0 to 1": shares[0][0],
        "stretch of the width, from 0 to 1": shares[0][1],
        "stretch of the height, from 0 to 1": shares[0][2],
        "angle, width, height, of two calls": np.concatenate(shares),
        "angle between the stretched axes, from a right angle": first["shear"],
        "move of the centre": first["move"],
        "distance between the channels": first["split"],
        "place of each image in the batch": first["number"],
        "ones in the corners": first["corners"],
    }


def augmentation_at_rest(answer: Any, config: dict[str, float], x: np.ndarray) -> dict[str, Any]:
    """Call a layer outside of training, and in training with nothing allowed."""
    layer = answer(**config, dtype=x.dtype.name)
    idle = answer(**dict.fromkeys(config, 0.0), dtype=x.dtype.name)
    return {
        "output with training=False": layer(tensor(x), training=False),
        "output without training": layer(tensor(x)),
        "output in training with both limits 0": idle(tensor(x), training=True),
    }


def augmentation_in_a_model(
    answer: Any,
    config: dict[str, float],
    image: np.ndarray,
    num_images: int,
    batch_size: int,
    x: np.ndarray,
) -> dict[str, Any]:
    """Fit an epoch that copies the augmented images into a kernel; save and load the layer.

    The loss is linear, so that each image's own column becomes the image as the step saw it,
    divided by the number of images in that step.
    """
    layer = answer(**config)
    dense = keras.layers.Dense(num_images, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(image.shape), layer, keras.layers.Flatten(), dense])
    model.compile(keras.optimizers.SGD(1.0), _minus_product, jit_compile=False)
    images = np.repeat(image[None].astype("float32"), num_images, axis=0)
    model.fit(images, np.eye(num_images), batch_size=batch_size, shuffle=False, verbose=0)
    left = num_images - np.arange(num_images) // batch_size * batch_size
    columns = keras.ops.convert_to_numpy(dense.kernel) * np.minimum(batch_size, left)
    seen = np.transpose(columns).reshape(images.shape)
    angles = _shares(_fitted(seen, image), config)[0]
    alone = keras.Sequential([keras.Input(x.shape[1:]), answer(**config)])
    loaded = saved_and_loaded(alone, answer)
    again = _warps(loaded.layers[0], image, num_images)
    return {
        "is a keras Layer": isinstance(layer, keras.layers.Layer),
        "angle in fit, from 0 to 1": (1 + angles) / 2,
        "angles of two steps of fit": angles[: 2 * batch_size].reshape(2, batch_size),
        "output after loading": loaded(tensor(x)),
        "output of a prediction after loading": loaded.predict(x, verbose=0),
        "angle in training after loading, from 0 to 1": (1 + _shares(again, config)[0]) / 2,
    }


def _minus_product(y: Any, u: Any) -> Any:
    return -keras.ops.sum(y * u, axis=-1)
