"""
question: receptive_field
caught_by: plain stacks

You are one short. Without any layer an output is an input, and sees that one place.
"""


def receptive_field(layers):
    seen, step = 0, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation * step
        step *= stride
    return seen
