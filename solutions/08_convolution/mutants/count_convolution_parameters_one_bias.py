"""
question: count_convolution_parameters
caught_by: counts

One bias serves the whole layer. Each filter has its own.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return math.prod(sizes) * channels_in * filters + 1
