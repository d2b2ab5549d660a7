"""
question: receptive_field
caught_by: strides

The layers are read from the wrong end. The first of the list is next to the input; its stride
counts for all others.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in reversed(layers):
        seen += (window - 1) * dilation * step
        step *= stride
    return seen
