"""
question: equivariance_error

No shift of the output at all: two slices of the two outputs, the output's shift apart.
"""


def equivariance_error(layer, x, shift):
    output, of_shifted = layer(x), layer(translate(x, shift, axis=2))
    width = output.shape[2]
    start, stop = width // 4, width - width // 4
    steps = shift // (x.shape[2] // width)
    difference = of_shifted[:, :, start:stop] - output[:, :, start - steps : stop - steps]
    return float(ops.max(ops.abs(difference)))
