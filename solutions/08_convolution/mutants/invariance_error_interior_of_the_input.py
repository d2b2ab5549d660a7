"""
question: invariance_error
caught_by: layers that shrink the image

The middle half is counted in columns of the input. Where the layer shrinks the image, the output
has fewer: take a quarter of its own width.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = ops.abs(moved - output)
    width = x.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
