"""
question: count_convolution_parameters
caught_by: counts

The filters look at one input channel only. Each filter has weights for its whole window in every
input channel.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return (math.prod(sizes) + 1) * filters
