"""
question: receptive_field
caught_by: plain stacks

You add whole windows. Neighbouring windows overlap: a layer of window w adds w − 1 places to what
is seen, and without any layer one place is seen.
"""


def receptive_field(layers):
    seen, step = 0, 1
    for window, stride, dilation in layers:
        seen += window * dilation * step
        step *= stride
    return seen
