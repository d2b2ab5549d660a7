"""
question: receptive_field
caught_by: dilation

The dilation multiplies the window w. It multiplies the gaps between its places, and there are
w − 1 of them.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window * dilation - 1) * step
        step *= stride
    return seen
