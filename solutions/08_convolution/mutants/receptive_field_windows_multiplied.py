"""
question: receptive_field
caught_by: plain stacks

You multiply the windows. Each layer adds to the span of the one below, since its windows overlap
there; only strides multiply.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen *= (window - 1) * dilation * step + 1
        step *= stride
    return seen
