"""
question: count_convolution_parameters
caught_by: counts

The first size of the window is taken for all of them. A window of 3 rows and 5 columns has 15
places.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return (sizes[0] ** len(sizes) * channels_in + 1) * filters
