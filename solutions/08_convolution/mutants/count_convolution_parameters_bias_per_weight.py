"""
question: count_convolution_parameters
caught_by: counts

There is a bias for each input channel of each filter. The sum over the channels comes first; a
filter adds one bias to the whole sum.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return (math.prod(sizes) + 1) * channels_in * filters
