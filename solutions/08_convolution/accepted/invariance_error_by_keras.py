"""
question: invariance_error

Keras's cropping layer cuts out the middle half of either output; NumPy compares them.
"""


def invariance_error(layer, x, shift):
    def inside(images):
        crop = keras.layers.Cropping2D((0, images.shape[2] // 4), dtype=images.dtype)
        return ops.convert_to_numpy(crop(images))

    moved = inside(layer(translate(x, shift, 2)))
    return np.abs(inside(layer(x)) - moved).max()
