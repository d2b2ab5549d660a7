"""
question: equivariance_error
caught_by: no shift and larger shifts

The middle half ends at `-(width // 4)`. For an output of less than four columns that is -0, which
is 0, and no column is left. Count the end from the front: `width - width // 4`.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    output_shift = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    difference = ops.abs(shifted_first - translate(output, output_shift, axis=2))
    return ops.max(difference[:, :, width // 4 : -(width // 4)])
