"""
question: count_convolution_parameters
caught_by: counts

The layer has got a bias for each input channel. The bias belongs to the output: there is one for
each filter.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return math.prod(sizes) * channels_in * filters + channels_in
