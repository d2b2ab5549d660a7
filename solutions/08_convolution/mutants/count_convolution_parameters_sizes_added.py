"""
question: count_convolution_parameters
caught_by: counts

The window's sizes have been added. A window of 3 rows and 5 columns has as many places as a table
of 3 rows and 5 columns.
"""


def count_convolution_parameters(window, channels_in, filters):
    sizes = (window, window) if isinstance(window, int) else window
    return (sum(sizes) * channels_in + 1) * filters
