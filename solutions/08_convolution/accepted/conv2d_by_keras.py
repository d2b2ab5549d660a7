"""
question: conv2d

Keras's own op.
"""


def conv2d(x, kernel, stride, padding):
    return ops.conv(x, kernel, strides=stride, padding=padding, data_format="channels_last")
