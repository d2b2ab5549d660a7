"""
question: receptive_field
caught_by: plain stacks

This is how far an output sees to one side. The receptive field is counted from the first place to
the last: both sides and the middle.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation * step
        step *= stride
    return seen // 2
