"""
question: count_convolution_parameters

Counts as a dense layer does: the flattened window is the input, the filters are the outputs.
"""


def count_convolution_parameters(window, channels_in, filters):
    window = (window, window) if isinstance(window, int) else tuple(window)
    inputs = np.ones((*window, channels_in)).ravel().size
    return count_parameters([inputs, filters])
