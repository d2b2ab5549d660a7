"""
question: equivariance_error

Keras's layers shift (zeros on one side, cropping on the other) and cut out the middle half.
"""


def equivariance_error(layer, x, shift):
    def shifted(images, steps):
        wide = keras.layers.ZeroPadding2D((0, abs(steps)), dtype=images.dtype)(images)
        cut = (abs(steps) - steps, abs(steps) + steps)
        return keras.layers.Cropping2D(((0, 0), cut), dtype=images.dtype)(wide)

    output = layer(x)
    quarter = output.shape[2] // 4
    steps = round(shift * output.shape[2] / x.shape[2])
    difference = layer(shifted(x, shift)) - shifted(output, steps)
    interior = keras.layers.Cropping2D((0, quarter), dtype=difference.dtype)(difference)
    return ops.max(ops.abs(interior))
