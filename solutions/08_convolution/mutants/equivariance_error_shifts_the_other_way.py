"""
question: equivariance_error
caught_by: values

You shift to the left where a shift to the right is asked for. `translate` moves towards larger
indices, to the right, where its shift is positive.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    difference = layer(translate(x, -shift, axis=2)) - translate(output, -steps, axis=2)
    return ops.max(ops.abs(difference[:, :, width // 4 : width - width // 4]))
