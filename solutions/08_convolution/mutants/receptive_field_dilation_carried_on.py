"""
question: receptive_field
caught_by: dilation

A layer's dilation is carried on to the layers after it, like a stride. It spreads only the window
of its own layer, and leaves its outputs side by side.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation * step
        step *= stride * dilation
    return seen
