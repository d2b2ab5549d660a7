"""
question: receptive_field
caught_by: strides

The strides are left out, so the field grows along a line. After a layer with stride 2, one step
of the next layer is two steps of the input.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation
    return seen
