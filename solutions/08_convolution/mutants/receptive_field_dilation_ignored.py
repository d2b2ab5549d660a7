"""
question: receptive_field
caught_by: dilation

The dilation is left out. The places of a window with dilation d lie d steps apart, so it spans
(window − 1)·d steps.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * step
        step *= stride
    return seen
