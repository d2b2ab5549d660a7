"""
question: count_convolution_parameters

Builds Keras's own layer of the right number of dimensions and asks it.
"""


def count_convolution_parameters(window, channels_in, filters):
    window = (window, window) if isinstance(window, int) else tuple(window)
    classes = {1: keras.layers.Conv1D, 2: keras.layers.Conv2D, 3: keras.layers.Conv3D}
    layer = classes[len(window)](filters, window)
    layer.build((None, *[size + 1 for size in window], channels_in))
    return layer.count_params()
