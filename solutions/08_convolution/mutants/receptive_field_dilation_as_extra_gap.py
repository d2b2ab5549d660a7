"""
question: receptive_field
caught_by: dilation

The dilation is taken for the number of places skipped. With dilation d the places of a window lie
d apart, so that dilation 1 is the ordinary window.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * (dilation + 1) * step
        step *= stride
    return seen
