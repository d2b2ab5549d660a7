"""
question: equivariance_error
caught_by: values

You compare the output for shifted images with the output for the images as they are. That is the
invariance error; here the output has to be shifted as well.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = output
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
