"""
question: count_convolution_parameters
caught_by: counts

The biases are missing. Each filter adds one number of its own to all of its outputs.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return math.prod(sizes) * channels_in * filters
