"""
question: receptive_field
caught_by: strides

A layer's own stride is applied to its own window. The stride parts its outputs, so it counts only
for the layers after it.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        step *= stride
        seen += (window - 1) * dilation * step
    return seen
