"""
question: count_convolution_parameters
caught_by: counts

A whole number w has been taken for a window of w places. It stands for a square window, as in
`keras.layers.Conv2D`: how many places has that?
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window,) if isinstance(window, int) else window
    return (math.prod(sizes) * channels_in + 1) * filters
